import { describe, expect, it } from 'vitest';
import { Failed } from '../../src/model/failure.ts';
import { take } from '../../src/probes/engine/take.ts';
import { ran, sessionOf } from './session.ts';
import { answerOf, boundary, mustRead } from './support.ts';

const markOf = (script: string): string => /[0-9a-f]{32}/.exec(script)?.[0] ?? '';

describe('taking a snapshot', () => {
  it('is one exec, bounded in time and size, with a boundary of its own each time', async () => {
    const router = 'openwrt-24.10-fw4-offloaded';
    const { session, asked } = sessionOf((script) =>
      ran(`motd\n${answerOf(router).replaceAll(boundary, markOf(script))}`),
    );
    const abort = new AbortController();
    const before = Date.now();
    const snapshot = await take(session, { signal: abort.signal });
    await take(session);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.limits).toMatchObject({ signal: abort.signal, timeoutMs: 30_000, maxBytes: 2_000_000 });
    expect(new Set(asked.map(({ script }) => markOf(script))).size).toBe(2);
    expect(mustRead(snapshot.system).release).toBe('24.10.0');
    expect(snapshot).toMatchObject({ ms: 63, bytes: answerOf(router).length + 5 });
    expect(snapshot.takenAt).toBeGreaterThanOrEqual(before);
  });

  it('fails where no router answers', async () => {
    const { session } = sessionOf(() => ran('', 'sh: syntax error'));
    const error = await take(session).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Failed);
    expect(error instanceof Failed && error.failure).toEqual({
      cause: 'not-a-router',
      seen: 'sh: syntax error',
    });
  });
});
