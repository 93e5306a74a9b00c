/** How many words that come close are named. */
const SIMILAR = 5;

/** Words on what was perhaps meant: "; perhaps nyc1, nyc2"; nothing where nothing comes close. */
export function suggestion(word: string, words: readonly string[]): string {
  const given = word.toLowerCase();
  const near = words.map((known) => [known, distance(given, known.toLowerCase())] as const)
    .filter(([known, steps]) => steps <= Math.max(1, Math.floor(known.length / 3)))
    .sort(([, a], [, b]) => a - b);
  // What every other word has in it, as a digit, was hardly meant.
  const around = /\D{2}/.test(letters(given))
    ? words.filter((known) => letters(known).includes(letters(given)))
    : [];
  const similar = [...new Set([...near.map(([known]) => known), ...around])];
  if (similar.length === 0) return "";
  const rest = similar.length > SIMILAR ? ` or ${similar.length - SIMILAR} more` : "";
  return `; perhaps ${similar.slice(0, SIMILAR).join(", ")}${rest}`;
}

/** A word without what stands between its parts: `debian12` is in `debian-12-x64`. */
function letters(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, "");
}

/** How many letters have to be added, taken away, changed or swapped to make one word of another. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const changed = row[j]! + (from[i] === to[j] ? 0 : 1);
      const swapped = i > 0 && j > 0 && from[i] === to[j - 1] && from[i - 1] === to[j]
        ? before[j - 1]! + 1
        : Infinity;
      next.push(Math.min(changed, swapped, row[j + 1]! + 1, next[j]! + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1)!;
}
