import { unprocessable } from "../http/errors.ts";
import type { Answer, Context } from "../http/router.ts";
import { optionalList, requiredString } from "../http/validate.ts";
import { makeDroplets } from "../rules/droplet_create.ts";
import { dropletName } from "../rules/droplet_template.ts";
import { actionLink, dropletView } from "./views.ts";

const MAX_NAMES = 10;

function readNames(body: Context["body"]): string[] {
  const names = optionalList(body, "names");
  if (names === undefined) return [dropletName(body.name)];
  if (body.name !== undefined && body.name !== null) {
    throw unprocessable("You can specify either name or names, not both.");
  }
  if (names.length === 0) throw unprocessable("Names can't be blank");
  if (names.length > MAX_NAMES) {
    throw unprocessable(`You can only create up to ${MAX_NAMES} Droplets at a time.`);
  }
  return names.map(dropletName);
}

/** Makes droplets: one by `name`, up to ten by `names`. Nothing is made if anything is wrong. */
export function createDroplets({ store, body, url }: Context): Answer {
  const names = readNames(body);
  requiredString(body, "size");
  const all = makeDroplets(store, body, names);
  const views = all.map(({ droplet }) => dropletView(store, droplet));
  const made = body.names === undefined || body.names === null
    ? { droplet: views[0] }
    : { droplets: views };
  const actions = all.map(({ action }) => actionLink(url, action));
  return { status: 202, body: { ...made, links: { actions } } };
}
