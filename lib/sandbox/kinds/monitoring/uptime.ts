import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { PendingChange, ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";

const CHECKS = "/v2/uptime/checks";

/** What a check of each type is about: a web address, or a host. */
function checkTarget({ type, target, name }: JsonObject): void {
  if (!name) throw unprocessable("name is required");
  const text = String(target ?? "");
  if (type === "ping") {
    const host = text.replace(/^https?:\/\//, "");
    if (!/^[A-Za-z0-9.:-]+$/.test(host)) throw unprocessable("target must be a host or an address");
    return;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== `${type}:`) {
    throw unprocessable(`target must be a URL that begins with ${type}://`);
  }
}

function update(_c: KindContext, check: ResourceRecord, changes: JsonObject): void {
  checkTarget({ ...check.fields, ...changes });
}

/** In a sandbox everything is up, once it has been looked at. */
function state(c: Context): Answer {
  const check = c.store.resources.in(CHECKS).named(c.params.check_id as string);
  if (check === undefined) throw notFound();
  const { fields, created } = check;
  const one = {
    status: fields.enabled === false ? "CHECKING" : fields.state ?? "UP",
    status_changed_at: fields.state_since ?? timestamp(created),
    thirty_day_uptime_percentage: 100,
  };
  const regions = ((fields.regions ?? []) as string[]).map((region) => [region, one]);
  const body = { state: { regions: Object.fromEntries(regions), previous_outage: {} } };
  return { status: 200, body };
}

function transitioned(store: Store, { fields }: ResourceRecord, { at }: PendingChange): void {
  fields.state_since = timestamp(at ?? store.clock.now());
}

/** Checks from outside whether something answers. */
export const UPTIME_CHECK: Kind = {
  path: CHECKS,
  defaults: { enabled: true, regions: ["us_east"] },
  lenient: ["method"],
  create: (_c, fields) => {
    checkTarget(fields);
    delete fields.method;
  },
  update,
  transitions: [{ field: "state", from: "CHECKING", to: "UP" }],
  transitioned,
  view: (_store, { key }) => ({ id: key }),
  routes: { [`GET ${CHECKS}/{check_id}/state`]: state },
};

/** What an alert of each type needs beside its period. */
const THRESHOLDS: Readonly<Record<string, readonly string[]>> = {
  latency: ["threshold", "comparison"],
  ssl_expiry: ["threshold"],
};

/** E-mail goes to addresses that the account has verified, of which a sandbox has one. */
function checkAlert({ store }: KindContext, fields: JsonObject): void {
  if (!fields.name) throw unprocessable("name is required");
  for (const name of THRESHOLDS[String(fields.type)] ?? []) {
    if (fields[name] === undefined) throw unprocessable(`${name} is required`);
  }
  const { email } = (fields.notifications ?? {}) as JsonObject;
  const stranger = ((email ?? []) as string[]).find((one) => one !== store.state.account.email);
  if (stranger !== undefined) {
    throw unprocessable(`${stranger} is not a verified email address of this account`);
  }
}

/** The alerts of a check: when they are sent, and to whom. */
export const UPTIME_ALERT: Kind = {
  path: `${CHECKS}/{}/alerts`,
  create: checkAlert,
  update: (c, alert, changes) => checkAlert(c, { ...alert.fields, ...changes }),
  view: (_store, { key }) => ({ id: key }),
};
