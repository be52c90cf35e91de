import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KernelKind, procLine } from '../../../src/demo/entry.ts';
import { connectionOf, iPhone } from '../../../src/demo/household.ts';
import { advance, push, type Rules, type World } from '../../../src/demo/world.ts';
import { judgeArrival } from '../../../src/watch/arrival/judge.ts';
import { isForgotten, stillToWaitS } from '../../../src/watch/arrival/quiet.ts';
import { affected, fixed, looker, phone } from './looks.ts';

const startS = 10_000;

/** A phone with one connection, which has just spoken, and its truth. */
function house(kernel: KernelKind, heartbeatS: number): World {
  const life = { heartbeatS, nextS: startS + 1 };
  const connection = connectionOf(iPhone, iPhone.ip, { ip: '17.57.144.10', port: 5223 }, 40_000, life);
  return { kernel, atS: startS, connections: [connection], entries: [], nextPort: 50_000 };
}

const lines = (world: World, counted: boolean): string[] =>
  world.entries
    .map((entry) => procLine(entry, world.atS))
    .map((text) => (counted ? text : text.replace(/ packets=\d+ bytes=\d+/g, '')));

test('the time told is the truth, within a second, whatever the kernel, the rules and the moment', () => {
  fc.assert(
    fc.property(
      fc.record({
        kernel: fc.constantFrom('affected' as const, 'fixed' as const),
        verdict: fc.constantFrom('offload' as const, 'accept' as const),
        counted: fc.boolean(),
        heartbeatS: fc.integer({ min: 300, max: 900 }),
        everyS: fc.double({ min: 0.95, max: 1.3, noNaN: true }),
        aheadS: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      ({ kernel, verdict, counted, heartbeatS, everyS, aheadS }) => {
        const rules: Rules = () => verdict;
        const settings = kernel === 'affected' ? affected : fixed;
        const on = looker(settings);
        let world = house(kernel, heartbeatS);
        let atS = startS;
        const look = () => {
          atS += everyS;
          world = advance(world, atS, rules);
          on.look(atS, lines(world, counted));
        };
        do look();
        while (stillToWaitS(on.trace(), phone, 160) > 0 && atS < startS + 720);
        const forgotten = isForgotten(on.trace(), phone);
        const sentS = atS + aheadS;
        world = advance(world, sentS, rules);
        const [connection] = world.connections;
        if (!connection) throw new Error('the phone is gone');
        const sent = push(world, connection, rules);
        world = sent.world;
        const how = { fromS: atS, atS: sentS, forgotten, quiet: true };
        let arrival = judgeArrival(on.trace(), phone, how);
        while (arrival === null && atS < sentS + 1_000) {
          look();
          arrival = judgeArrival(on.trace(), phone, how);
        }
        expect(forgotten).toBe(kernel === 'affected' && verdict === 'offload');
        expect(arrival).toMatchObject({ kind: forgotten ? 'late' : 'arrived', doubt: null });
        expect(Math.abs((arrival?.delayS ?? Number.NaN) - sent.delayS)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 150 },
  );
});
