import type { Bench } from "../../support.ts";

export const GENAI = "/v2/gen-ai";

/** What an agent needs. */
export const AGENT = {
  name: "helper",
  instruction: "Help.",
  model_uuid: "95ea6652-75ed-11ef-bf8f-4e013e2ddde4",
  region: "tor1",
};

/** Makes something of Gradient AI and gives the only object of the answer. */
// deno-lint-ignore no-explicit-any -- an answer, read as a test needs it
export async function make(b: Bench, path: string, body: unknown = {}): Promise<any> {
  const { status, json, text } = await b.call("POST", GENAI + path, body);
  if (status >= 300) throw new Error(text);
  return Object.values(json)[0];
}

/** Makes an agent. */
// deno-lint-ignore no-explicit-any -- as above
export function agent(b: Bench, more: Record<string, unknown> = {}): Promise<any> {
  return make(b, "/agents", { ...AGENT, ...more });
}

/** Makes a knowledge base of one website. */
// deno-lint-ignore no-explicit-any -- as above
export function knowledge(b: Bench, more: Record<string, unknown> = {}): Promise<any> {
  return make(b, "/knowledge_bases", {
    name: "docs",
    embedding_model_uuid: "22653204-79ed-11ef-bf8f-4e013e2ddde4",
    datasources: [{ web_crawler_data_source: { base_url: "https://example.com/" } }],
    ...more,
  });
}
