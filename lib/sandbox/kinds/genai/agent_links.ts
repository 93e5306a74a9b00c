import { notFound } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { AGENTS } from "./paths.ts";

/** Something that an agent has, by its UUID, with what the agent alone knows of it. */
export type Link = JsonObject & { uuid: string; at: number };

/** The lists of what an agent has; its versions remember them, too. */
export type LinkName = "knowledge_bases" | "functions" | "guardrails" | "children";

/** What an agent has. */
export function linksOf({ hidden }: ResourceRecord, name: LinkName): Link[] {
  return (hidden?.[name] ?? []) as Link[];
}

/** The link of an agent to something; undefined if it has none. */
export function linkTo(agent: ResourceRecord, name: LinkName, uuid: unknown): Link | undefined {
  return linksOf(agent, name).find((link) => link.uuid === uuid);
}

/** Gives an agent something, or writes down more of what it has. */
export function link(agent: ResourceRecord, name: LinkName, wanted: Link): void {
  const others = linksOf(agent, name);
  const found = linkTo(agent, name, wanted.uuid);
  const links = found
    ? others.map((one) => one === found ? { ...found, ...wanted, at: found.at } : one)
    : [...others, wanted];
  agent.hidden = { ...agent.hidden, [name]: links };
}

/**
 * Takes something from an agent.
 *
 * @throws {ApiError} 404 if the agent does not have it.
 */
export function unlink(agent: ResourceRecord, name: LinkName, uuid: unknown, text: string): void {
  if (!linkTo(agent, name, uuid)) throw notFound(text);
  drop(agent, name, uuid);
}

function drop(agent: ResourceRecord, name: LinkName, uuid: unknown): void {
  const links = linksOf(agent, name).filter((one) => one.uuid !== uuid);
  agent.hidden = { ...agent.hidden, [name]: links };
}

/** Takes something that is deleted from every agent that has it. */
export function dropEverywhere(store: Store, name: LinkName, uuid: string): void {
  for (const agent of store.resources.in(AGENTS).items) {
    if (linkTo(agent, name, uuid)) drop(agent, name, uuid);
  }
}
