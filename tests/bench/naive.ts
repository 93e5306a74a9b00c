/** A client as one writes it on the first day: twenty a page, one request after the other. */
import type { Fetch } from "@doapi/doapi";

const API = "https://api.digitalocean.com";
const headers = { authorization: "Bearer token", "content-type": "application/json" };

/** How long it rests between two looks at what it waits for. */
const INTERVAL = 2000;

interface Thing {
  id: number;
  name: string;
  slug?: string | null;
  fingerprint?: string;
  status?: string;
}

/** Makes the naive client. */
export function naive(fetch: Fetch) {
  const send = async (method: string, url: string, data?: unknown) => {
    const body = data === undefined ? null : JSON.stringify(data);
    const text = await (await fetch(API + url, { method, headers, body })).text();
    return text === "" ? {} : JSON.parse(text);
  };

  const list = async (path: string, key: string): Promise<Thing[]> => {
    const all: Thing[] = [];
    for (let page = 1;; page++) {
      const body = await send("GET", `${path}?page=${page}`);
      all.push(...body[key]);
      if (!body.links?.pages?.next) return all;
    }
  };

  const find = async (path: string, key: string, isIt: (thing: Thing) => boolean) =>
    (await list(path, key)).filter(isIt);

  const reboot = async (names: string[]) => {
    const droplets = await find("/v2/droplets", "droplets", ({ name }) => names.includes(name));
    const actions: Thing[] = [];
    for (const { id } of droplets) {
      actions.push((await send("POST", `/v2/droplets/${id}/actions`, { type: "reboot" })).action);
    }
    return actions;
  };

  const wait = async (actions: Thing[]) => {
    while (actions.length) {
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      const seen: Thing[] = [];
      for (const { id } of actions) seen.push((await send("GET", `/v2/actions/${id}`)).action);
      actions = seen.filter(({ status }) => status === "in-progress");
    }
  };

  return { send, list, find, reboot, wait };
}
