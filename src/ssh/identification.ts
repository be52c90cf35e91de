import type { Wire } from './wire.ts';

/** RFC 4253 §4.2 lets a server say other lines first; nobody needs more than this to know what speaks there. */
const limit = 4096;

export interface Identification {
  /** The first line of something that is not SSH, plain and short; null while it may still become SSH. */
  stranger(): string | null;
  /** Whether anything was received at all. */
  heard(): boolean;
}

/** Listens in on what a paused socket receives before its SSH identification, without taking it away. */
export function readIdentification(socket: Wire): Identification {
  let seen = '';
  const listen = (chunk: Buffer): void => {
    seen += chunk.toString('latin1', 0, limit - seen.length);
    const whole = /^SSH-[^\n]*\n/m.test(seen);
    if (whole || seen.length >= limit) socket.off('data', listen);
    // Of a server that speaks SSH nothing more is asked, for as long as its connection stands.
    if (whole) seen = /^SSH-[12]\.\d+-/m.exec(seen)?.[0] ?? seen;
  };
  socket.on('data', listen);
  return {
    heard: () => seen !== '',
    stranger: () => {
      if (seen === '' || /^SSH-[12]\.\d+-/m.test(seen) || 'SSH-2.0-'.startsWith(seen)) return null;
      const line = seen.split(/[\r\n]/).find((part) => part.trim() !== '') ?? seen;
      return line
        .replace(/[^\x20-\x7e]/g, '·')
        .trim()
        .slice(0, 80);
    },
  };
}
