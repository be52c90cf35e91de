import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KernelKind, procLine, settle } from '../../src/demo/entry.ts';
import { connectionOf, iPhone } from '../../src/demo/household.ts';
import {
  advance,
  conntrack,
  push,
  type Rules,
  rebooted,
  reconnect,
  tearDown,
  type Verdict,
  type World,
  wake,
  wanLost,
} from '../../src/demo/world.ts';

const always =
  (verdict: Verdict): Rules =>
  () =>
    verdict;

/** One phone that spoke at second 0 and will speak again at 600. */
function world(kernel: KernelKind, rules: Rules = always('offload')): World {
  const to = { ip: '17.57.144.10', port: 5223 };
  const connection = connectionOf(iPhone, iPhone.ip, to, 40_000, { heartbeatS: 600, nextS: 0 });
  const start: World = { kernel, atS: 0, connections: [connection], entries: [], nextPort: 50_000 };
  return advance(start, 0, rules);
}
const timeout = (w: World, atS: number, rules: Rules = always('offload')): string => {
  const line = conntrack(advance(w, atS, rules));
  if (line === '') return 'gone';
  return (
    /tcp {6}6 (?:(\d+) ESTABLISHED )?src=/.exec(line)?.[1] ?? (line.includes('[OFFLOAD]') ? 'offloaded' : '?')
  );
};

describe('the life of an idle flow (facts: 5.10 `118 87 46 15 gone`, 6.1 `7407 … 7272`)', () => {
  test('affected kernel: 30 s in the flowtable, 120 s more, gone', () => {
    const w = world('affected');
    expect([0, 29, 30, 60, 100, 130, 149, 150, 160].map((at) => timeout(w, at))).toEqual([
      'offloaded',
      'offloaded',
      '119',
      '89',
      '49',
      '19',
      '0',
      'gone',
      'gone',
    ]);
  });
  test('fixed kernel: two hours', () => {
    const w = world('fixed');
    expect([29, 30, 160].map((at) => timeout(w, at))).toEqual(['offloaded', '7409', '7279']);
  });
  test('exempt: never in the flowtable, whatever the kernel', () => {
    const exempt = always('accept');
    for (const kernel of ['affected', 'fixed'] as const)
      expect([0, 160, 599].map((at) => timeout(world(kernel, exempt), at, exempt))).toEqual([
        '7439',
        '7279',
        '6840',
      ]);
  });
  test('assured is hidden while offloaded, and missing after it on an affected kernel', () => {
    const line = (kernel: KernelKind) => conntrack(advance(world(kernel), 40, always('offload')));
    expect(line('affected')).not.toContain('[ASSURED]');
    expect(line('fixed')).toContain('[ASSURED] mark=0 zone=0 use=2');
  });
  test('dropped: no entry', () => expect(conntrack(world('affected', always('drop')))).toBe(''));
  test('one direction spared is not enough', () => {
    const oneWay: Rules = (packet) => (packet.dport === 5223 ? 'accept' : 'offload');
    expect(conntrack(world('affected', oneWay))).toContain('[OFFLOAD]');
  });
});

describe('events', () => {
  test('a heartbeat revives a forgotten flow, from the same port', () => {
    const w = advance(world('affected'), 601, always('offload'));
    expect(conntrack(w)).toMatch(/sport=40000 .*\[OFFLOAD\]/);
  });
  test('a reload takes flows out of the flowtable at once; the next packet meets the rules', () => {
    const w = tearDown(advance(world('affected'), 10, always('offload')));
    expect(timeout(w, 11)).toBe('118');
    expect(timeout(wake(w, null, always('accept')), 11, always('accept'))).toBe('7438');
  });
  test('a reload leaves exempt flows alone', () => {
    const exempt = always('accept');
    expect(timeout(tearDown(world('affected', exempt)), 100, exempt)).toBe('7339');
  });
  test('a push to a living flow is there at once and keeps it alive', () => {
    const sent = push(
      advance(world('affected'), 140, always('offload')),
      first(world('affected')),
      always('offload'),
    );
    expect(sent.delayS).toBe(0);
    expect(timeout(sent.world, 160)).toBe('offloaded');
  });
  test('a push to a forgotten flow is there at the heartbeat, over a new connection', () => {
    const idle = advance(world('affected'), 300, always('offload'));
    const sent = push(idle, first(idle), always('offload'));
    expect(sent.delayS).toBe(300);
    expect(conntrack(advance(sent.world, 601, always('offload')))).toContain('sport=50000');
  });
  test('Wi-Fi off and on: a new port, while the old entry ages', () => {
    const w = reconnect(world('affected'), iPhone.ip, always('accept'));
    expect(conntrack(w)).toMatch(/7439 ESTABLISHED .*sport=50000 /);
    expect(conntrack(w)).toMatch(/sport=40000 .*\[OFFLOAD\]/);
  });
  test('a WAN reconnect takes masqueraded entries, a reboot all', () => {
    const w = world('affected');
    expect(wanLost(w).entries).toEqual([]);
    expect(wanLost({ ...w, entries: w.entries.map((e) => ({ ...e, seenAs: e.src })) }).entries).toHaveLength(
      1,
    );
    expect(rebooted(w).entries).toEqual([]);
    expect(timeout(rebooted(w), 5)).toBe('offloaded');
  });
});

const first = (w: World) => {
  const [connection] = w.connections;
  if (!connection) throw new Error('a world without connections');
  return connection;
};

test('time in one step is time in many', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }),
      fc.boolean(),
      (steps, spared) => {
        const rules = always(spared ? 'accept' : 'offload');
        const end = steps.reduce((sum, each) => sum + each, 0);
        let many = world('affected', rules);
        for (const step of steps) many = advance(many, many.atS + step, rules);
        expect(many).toEqual(advance(world('affected', rules), end, rules));
      },
    ),
  );
});

test('IPv6 is written in full, as /proc does', () => {
  const [entry] = world('affected').entries;
  if (!entry) throw new Error('no entry');
  const six = {
    ...entry,
    family: 'ipv6' as const,
    src: 'fd00:1::188',
    seenAs: 'fd00:1::188',
    dst: '2620:149:a44:404::10',
  };
  expect(procLine(settle(six, 0, 'affected') ?? six, 0)).toBe(
    'ipv6     10 tcp      6 src=fd00:0001:0000:0000:0000:0000:0000:0188 dst=2620:0149:0a44:0404:0000:0000:0000:0010 sport=40000 dport=5223 packets=2 bytes=141 src=2620:0149:0a44:0404:0000:0000:0000:0010 dst=fd00:0001:0000:0000:0000:0000:0000:0188 sport=5223 dport=40000 packets=1 bytes=89 [OFFLOAD] mark=0 zone=0 use=3',
  );
});
