/** JSON that is a text already, in the place of the value. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** What `JSON.stringify` writes for it elsewhere: the same. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** The text of an object whose first field is a list of texts. */
export function textOfList(key: string, items: readonly JsonText[], rest: object): JsonText {
  const list = items.map(({ text }) => text).join();
  return new JsonText(`{"${key}":[${list}],${JSON.stringify(rest).slice(1)}`);
}

// Ten of the largest pages; a reader of longer lists does not come back to all of their pages.
const CAPACITY = 2000;

/** Texts of records that lists show, which are read far more often than anything changes. */
export class TextCache {
  readonly #texts = new Map<object, JsonText>();

  /** The text of what a record looks like. */
  of(record: object, view: () => unknown): JsonText {
    let text = this.#texts.get(record);
    if (text === undefined) {
      if (this.#texts.size >= CAPACITY) this.clear();
      this.#texts.set(record, text = new JsonText(JSON.stringify(view())));
    }
    return text;
  }

  /** Forgets all texts; any change may show in any of them. */
  clear(): void {
    this.#texts.clear();
  }
}
