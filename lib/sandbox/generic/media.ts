import type { Operation } from "../../api/facts.ts";
import { timestamp } from "../state/clock.ts";
import type { Answer, Context } from "../http/router.ts";

/** A page with one line of text, as the smallest document that a reader opens. */
function pdf(line: string): string {
  const content = `BT /F1 12 Tf 72 720 Td (${line.replace(/[\\()]/g, "\\$&")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R " +
    "/Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** Facts about the request that a document may show, in the order of the path. */
function facts(c: Context): [name: string, value: string][] {
  return [...Object.entries(c.params), ["generated_at", timestamp(c.now)]];
}

function csv(c: Context): string {
  const quote = (value: string): string =>
    /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const rows = facts(c);
  return `${rows.map(([name]) => quote(name)).join(",")}\n` +
    `${rows.map(([, value]) => quote(value)).join(",")}\n`;
}

/** An answer that is not JSON, by its content type. */
export function textAnswer(
  type: string,
  c: Context,
  { id }: Operation,
): Pick<Answer, "text" | "type"> {
  if (type === "application/pdf") {
    return { type, text: pdf(facts(c).map(([name, value]) => `${name}: ${value}`).join(", ")) };
  }
  if (type === "text/csv") return { type, text: csv(c) };
  return { type, text: `${id}\n` };
}
