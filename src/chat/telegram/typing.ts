import { typingAfterMs, typingEveryMs, typingForMs } from './limits.ts';
import type { Place } from './transport.ts';

/** "typing…" in a chat, as long as somebody waits for an answer there. */
export function makeTyping(send: (place: Place) => Promise<void>) {
  const running = new Map<string, () => void>();

  function start(place: Place): () => void {
    const say = () => void send(place).catch(() => undefined);
    let every: NodeJS.Timeout | undefined;
    const first = setTimeout(() => {
      say();
      every = setInterval(say, typingEveryMs);
    }, typingAfterMs);
    const stop = () => {
      clearTimeout(first);
      clearInterval(every);
      clearTimeout(last);
    };
    const last = setTimeout(stop, typingForMs);
    return stop;
  }

  const end = (key: string): void => {
    running.get(key)?.();
    running.delete(key);
  };

  return {
    /** Types until the returned function is called. An answer that comes at once is not announced. */
    start,
    /** Types until {@link end} is called for `key`. */
    follow(key: string, place: Place): void {
      end(key);
      running.set(key, start(place));
    },
    end,
    endAll(): void {
      for (const key of [...running.keys()]) end(key);
    },
  };
}

export type Typing = ReturnType<typeof makeTyping>;
