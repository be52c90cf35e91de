import type { Log } from '../../src/model/log.ts';

export interface Lines extends Log {
  lines: string[];
}

/** A log that keeps its lines, for what must and must not be in them. */
export function makeLines(): Lines {
  const lines: string[] = [];
  const keep =
    (level: string): Log['info'] =>
    (fields: object | string, message = '') => {
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  return { lines, debug: () => {}, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
