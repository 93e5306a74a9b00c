/** Calls for each item, and says which one it was that failed. */
export function each<T>(part: string, items: readonly T[] = [], add: (item: T) => void): void {
  for (const [index, item] of items.entries()) {
    try {
      add(item);
    } catch (error) {
      throw new Error(`${part}[${index}]: ${(error as Error).message}`, { cause: error });
    }
  }
}
