/** How the records of a domain are found: by id, or by name and type. */

import { domainToASCII } from "node:url";
import { ValidationError } from "@cliffy/command";
import type { DomainRecord, DomainReference } from "../../../mod.ts";
import { type Choice, ignored, quote } from "../../api/finder.ts";
import { idFrom, idOf } from "../../api/ids.ts";
import { withoutRepeats } from "../../api/resolve.ts";
import { allOf } from "../../base/missing.ts";
import type { Context } from "../../context.ts";
import { ExitError, Missing } from "../../errors.ts";

/** The name and the type of records. */
export interface Named {
  name: string;
  type: string;
}

/** How records are chosen. */
interface RecordChoice extends Choice {
  /** Whether a name and a type may stand for several records. */
  several?: boolean;
}

/**
 * Finds records by their ids or by `NAME/TYPE`, such as `www/A`.
 *
 * Ids are fetched one by one; for names the records are listed once.
 */
export async function findRecords(
  ctx: Context,
  domain: DomainReference,
  args: readonly string[],
  choice: RecordChoice = {},
): Promise<DomainRecord[]> {
  const words = args.map((arg) => ({ arg, key: /^\d+$/.test(arg) ? idFrom(arg) : namedIn(arg) }));
  const listed = words.some(({ key }) => typeof key === "object")
    ? await Array.fromAsync(domain.fetchAllRecords())
    : [];
  const missing: { name: string; line: string }[] = [];
  const ids = words.flatMap(({ arg, key }) => {
    if (typeof key !== "object") return [key];
    const found = having(listed, key, domain).map(idOf);
    if (found.length > 1 && !choice.several) {
      throw new ExitError(
        `${quote(arg)}: ambiguous; name and type used by multiple records: ${found.join(", ")}`,
      );
    }
    if (found.length === 0) {
      missing.push({ name: arg, line: `${quote(arg)}: no such record of ${domain.name}` });
    }
    return found;
  });
  if (missing.length > 0 && !choice.ignoreMissing) throw new Missing(missing);
  for (const { line } of missing) await ignored(ctx, choice, line);
  const unique = await withoutRepeats(ctx, "record", ids, (id) => id);
  const known = new Map(listed.map((record) => [idOf(record), record]));
  const fetch = async (id: number | bigint) => known.get(id) ?? await domain.fetchRecord(id);
  return await allOf(ctx, unique, choice, fetch);
}

/** Reads `NAME/TYPE`; a name may have slashes itself, as in zones of less than 256 addresses. */
function namedIn(arg: string): Named {
  const [, name, type] = /^(.+)\/([a-z]+)$/i.exec(arg) ?? [];
  if (name && type) return { name, type };
  throw new ValidationError(
    `${quote(arg)} names no record: write its id, or its name and type, such as www/A.`,
  );
}

/** The records that have a name and a type. */
export function having(
  records: readonly DomainRecord[],
  { name, type }: Named,
  domain: DomainReference,
): DomainRecord[] {
  const wanted = relative(name, domain.name);
  return records.filter((r) => r.type === type.toUpperCase() && r.name === wanted);
}

/** A record's name as the API writes it: without the domain, which it has if it ends with a dot. */
export function relative(name: string, domain: string): string {
  const ascii = domainToASCII(name) || name.toLowerCase();
  const zone = domainToASCII(domain) || domain.toLowerCase();
  if (ascii === `${zone}.`) return "@";
  return ascii.endsWith(`.${zone}.`) ? ascii.slice(0, -zone.length - 2) : ascii;
}
