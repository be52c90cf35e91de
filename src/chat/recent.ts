/** Entries kept before the oldest are thrown out. */
const most = 2_000;

/** What is remembered of late, by name; bounded. */
export function makeRecent<V>() {
  const kept = new Map<string, V>();
  return {
    get: (name: string): V | undefined => kept.get(name),
    set(name: string, value: V): void {
      kept.delete(name);
      kept.set(name, value);
      for (const old of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(old);
      }
    },
  };
}

export type Recent<V> = ReturnType<typeof makeRecent<V>>;
