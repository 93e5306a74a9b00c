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

const CONSTANTS = new WeakMap<object, string>();

function constantText(value: object): string {
  let text = CONSTANTS.get(value);
  if (text === undefined) CONSTANTS.set(value, text = JSON.stringify(value));
  return text;
}

/**
 * The text of an object with constants among its fields. Each item of a page has them, and it would
 * take half of the time of the page to write them again.
 *
 * @param constants Objects that never change.
 */
export function textWith(
  own: object,
  constants: Readonly<Record<string, object | null>>,
): JsonText {
  let text = JSON.stringify(own).slice(0, -1);
  for (const key in constants) {
    const value = constants[key];
    text += `,"${key}":${value ? constantText(value) : null}`;
  }
  return new JsonText(`${text}}`);
}

// A reader of longer lists does not come back to all of their pages.
const CAPACITY = 10;

/** The latest pages of lists, which are read far more often than anything changes. */
export class PageCache {
  readonly #pages = new Map<string, JsonText>();

  /** The page at a URL, which is written if it is not there. */
  of(url: string, write: () => JsonText): JsonText {
    let page = this.#pages.get(url);
    if (page === undefined) {
      page = write();
      const [oldest] = this.#pages.size < CAPACITY ? [] : this.#pages.keys();
      if (oldest !== undefined) this.#pages.delete(oldest);
      this.#pages.set(url, page);
    }
    return page;
  }

  /** Forgets all pages; any change may show in any of them. */
  clear(): void {
    this.#pages.clear();
  }
}
