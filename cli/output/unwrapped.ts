/** What lists have beside their items. */
const ENVELOPE = ["links", "meta", "pagination", "object"];

/** What is in the one field of an answer that is not about its pages. */
export function unwrapped(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  const values = Object.entries(answer).filter(([name]) => !ENVELOPE.includes(name));
  const only = values.length === 1 ? values[0]?.[1] : undefined;
  return typeof only === "object" && only !== null ? only : answer;
}
