/** One signal for several. */
export interface JoinedSignal {
  /** Aborts with the first of them. */
  signal: AbortSignal;
  /** Lets go of them all. */
  release(): void;
}

/**
 * Makes one signal of several until it is released. What `AbortSignal.any()` makes hangs on signals
 * that live long, such as a client's, for as long as they do.
 */
export function joinSignals(all: readonly (AbortSignal | undefined)[]): JoinedSignal {
  const joined = new AbortController();
  const signals = all.filter((signal) => signal !== undefined);
  const forward = (event: Event) => joined.abort((event.target as AbortSignal).reason);
  const release = () => {
    for (const signal of signals) signal.removeEventListener("abort", forward);
  };
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason);
    signal.addEventListener("abort", forward, { once: true });
  }
  return { signal: joined.signal, release };
}
