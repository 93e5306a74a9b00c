import { path } from "../../lib/api/path.ts";
import type { DOAPI } from "../../mod.ts";
import type { Named } from "./things.ts";

/** Puts a tag on things, or takes it off them. */
export async function changeTag(
  client: DOAPI,
  method: "POST" | "DELETE",
  tag: string,
  things: readonly Named[],
): Promise<void> {
  // A tag that is not there yet is made first; of one that is there the API gives that one.
  if (method === "POST") {
    const doing = `create tag ${tag}`;
    await client.request("/v2/tags", { method, data: { name: tag }, doing });
  }
  const resources = things.map(({ type, id }) => ({ resource_type: type, resource_id: id }));
  const doing = `${method === "POST" ? "tag with" : "untag from"} ${tag}`;
  await client.request(path`/v2/tags/${tag}/resources`, {
    method,
    data: { resources },
    doing,
  });
}
