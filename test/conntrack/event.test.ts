import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRevival, parseConntrackEvent } from '../../src/conntrack/event.ts';
import { made, print } from './lines.ts';

const tuples =
  'src=192.168.1.188 dst=17.57.144.10 sport=56230 dport=5223 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=56230';

describe('conntrack -E', () => {
  it('reads every event that real tools printed', () => {
    const text = readFileSync(new URL('../fixtures/conntrack/events.txt', import.meta.url), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const event = parseConntrackEvent(line);
      expect(event, line).not.toBeNull();
      expect(line).toContain(`[${event?.type}]`);
      expect(event?.atS).toBeGreaterThan(1_795_000_000);
      expect(event?.userspace, line).toBe(line.includes('[USERSPACE]'));
    }
  });

  it('tells an entry that was changed by hand from one that aged', () => {
    expect(
      parseConntrackEvent(
        `[1795515917.1     ]\t[DESTROY] tcp      6 86397 ESTABLISHED ${tuples} [OFFLOAD] id=2 [USERSPACE] portid=3780491091 progname=conntrack`,
      ),
    ).toMatchObject({
      type: 'DESTROY',
      atS: 1795515917.000001,
      userspace: true,
      portId: 3780491091,
      entry: { timeoutS: 86397, offload: 'software', tail: { id: '2', progname: 'conntrack' } },
    });
    expect(parseConntrackEvent(`[DESTROY] tcp      6 ${tuples} id=1`)).toMatchObject({
      atS: null,
      userspace: false,
      portId: null,
      entry: { timeoutS: null, state: null },
    });
  });

  it('reads an update without a state', () => {
    expect(parseConntrackEvent(` [UPDATE] tcp      6 7439 ${tuples} [ASSURED] id=1`)?.entry).toMatchObject({
      timeoutS: 7439,
      state: null,
      assured: true,
    });
  });

  it('knows a connection that came back from the dead', () => {
    const revived = `    [NEW] tcp      6 300 ESTABLISHED ${tuples.replace(' src=17', ' [UNREPLIED] src=17')} id=1`;
    const opened = revived.replace('300 ESTABLISHED', '120 SYN_SENT');
    expect(
      [revived, opened].map((line) => parseConntrackEvent(line)).map((event) => event && isRevival(event)),
    ).toEqual([true, false]);
  });

  it('reads back whatever is printed, and never throws', () => {
    const types = fc.constantFrom('NEW' as const, 'UPDATE' as const, 'DESTROY' as const);
    fc.assert(
      fc.property(made, types, fc.integer({ min: 0, max: 999_999 }), (entry, type, micro) => {
        const line = `[1795515917.${String(micro).padEnd(6)}]\t${`[${type}]`.padStart(9)} ${print(entry, 'plain')}`;
        const event = parseConntrackEvent(line);
        expect(event).toMatchObject({ type, atS: 1795515917 + micro / 1e6 });
        expect(event?.entry).toEqual({ ...entry, line });
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseConntrackEvent(`[NEW] ${text}`)).toBeNull();
      }),
      { numRuns: 10_000 },
    );
  });
});
