/** The units of a time, in seconds. */
const UNITS: Readonly<Record<string, number>> = { d: 86400, h: 3600, m: 60, s: 1 };

/**
 * Reads a time such as `90`, `90s`, `5m` or `1h30m`.
 *
 * @returns Seconds; `null` if the text is not a time.
 */
export function readDuration(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([dhms])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) return null;
  const units = parts.map(([, , unit]) => unit as string);
  // Each unit once, the largest first.
  const order = Object.keys(UNITS).filter((unit) => units.includes(unit));
  if (order.join() !== units.join()) return null;
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit as string] ?? 0), 0);
}
