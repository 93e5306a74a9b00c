/** What new droplets refer to beside images and keys; loaded where a command line has some. */

import type { BackupPolicy, DOAPI, Droplet } from "../../../mod.ts";
import type { Operation } from "../../../lib/api/facts.ts";
import { OPERATIONS } from "../../../lib/api/operations.ts";
import { idOf } from "../../api/ids.ts";
import { command } from "../../args/options.ts";
import { Form } from "../../base/fields.ts";
import { bodyFields } from "../../base/fields/schema.ts";
import { LookUp } from "../../base/lookup.ts";
import { assign } from "../../base/things.ts";
import type { Context } from "../../context.ts";
import { together } from "../../together.ts";
import { tell } from "../../report.ts";

/** The options, as they were typed. */
export interface Given {
  vpc?: string | undefined;
  volume?: string[] | undefined;
  project?: string | undefined;
  backupPolicy?: string | undefined;
}

/** What they stand for. */
export interface More {
  vpc_uuid?: string;
  volumes?: string[];
  backup_policy?: BackupPolicy;
  /** The project that droplets are put in once they are there. */
  project?: Project;
}

/** A project, and what it was called. */
interface Project {
  id: string;
  name: string;
}

const FIELDS = ["backup_policy", "volumes", "vpc_uuid"];

/** Reads the options and looks their names up, in the grammar of all fields of the API. */
export async function lookUp(
  ctx: Context,
  client: DOAPI,
  options: Given,
  count: number,
): Promise<More> {
  const problems = options.volume && count > 1
    ? [`Option "--volume" is for one droplet: a volume can be attached to one alone.`]
    : [];
  const whole = OPERATIONS.droplets_create as Operation;
  const fields = bodyFields(whole).filter(({ name }) => FIELDS.includes(name))
    .map(({ name, schema }) => [name, schema]);
  const schema = { type: "object", fields: Object.fromEntries(fields) } as const;
  const form = new Form(ctx, { ...whole, body: { schema } });
  // A command of its own gives the fields the names of their options.
  form.addTo(command(""));
  const look = new LookUp(ctx, client);
  const [{ body }, project] = await together(
    form.read(options, look.find, {}, problems),
    options.project === undefined ? Promise.resolve(null) : projectNamed(look, options.project),
  );
  return { ...body as More, ...(project ? { project } : {}) };
}

async function projectNamed(look: LookUp, name: string): Promise<Project> {
  const [id] = name === "default" ? [name] : await look.find("/v2/projects", [name]);
  return { id: String(id), name };
}

/**
 * Puts droplets into a project.
 *
 * @returns The failure, which has been reported: the droplets are there all the same.
 */
export async function assigned(
  ctx: Context,
  client: DOAPI,
  { id, name }: Project,
  droplets: readonly Droplet[],
): Promise<unknown> {
  try {
    await assign(client, id, name, droplets.map((one) => `do:droplet:${idOf(one)}`));
    return null;
  } catch (error) {
    await tell(ctx, error);
    return error;
  }
}
