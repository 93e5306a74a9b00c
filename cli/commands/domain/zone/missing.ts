import { domainToASCII } from "node:url";
import type { DomainRecord } from "../../../../mod.ts";
import { sendable } from "../data.ts";
import { parseZone } from "./master_file.ts";
import { identity, recordsOf, type ZoneRecord } from "./records.ts";

/** What a zone file has. */
export interface ZoneFile {
  /** What stands in the way of an import, a line each. */
  problems: string[];
  /** What can be done about it. */
  hint: string | null;
  /** Compares it with the records that there are. */
  among(existing: readonly DomainRecord[]): Missing;
}

/** What of a zone file is to be created. */
interface Missing {
  records: ZoneRecord[];
  /** How many of its records there are already. */
  there: number;
  /** Name servers of the whole domain that are somebody else's. */
  foreign: string[];
}

/** How many problems are told. */
const MOST = 10;

/** Reads a zone file, for the domain of a name. */
export function missing(text: string, name: string, ignoreUnsupported: boolean): ZoneFile {
  const domain = (domainToASCII(name) || name.toLowerCase()).replace(/\.$/, "");
  const { records, problems, others } = recordsOf(parseZone(text, `${domain}.`), domain);
  const unsupported = ignoreUnsupported ? [] : others;
  const all = [...problems, ...unsupported].sort((a, b) => a.line - b.line);
  const more = all.length > MOST ? [`and ${all.length - MOST} more`] : [];
  return {
    problems: [...all.slice(0, MOST).map(({ line, text }) => `line ${line}: ${text}`), ...more],
    hint: unsupported.length > 0 ? "To leave these records out, add --ignore-unsupported" : null,
    among(existing) {
      const found: Missing = { records: [], there: 0, foreign: [] };
      const known = new Set(existing.map(({ fields }) => identity(fields, domain)));
      for (const record of records) {
        const id = identity(record, domain);
        if (known.has(id)) found.there++;
        // DigitalOcean answers for the domain: name servers of its former host would be wrong.
        else if (record.type === "NS" && record.name === "@") found.foreign.push(record.data);
        else {
          const data = sendable(record.type, record.data, record.tag);
          found.records.push({ ...record, data });
        }
        known.add(id);
      }
      return found;
    },
  };
}
