import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConntrack } from '../../../src/conntrack/entry.ts';
import { sampleReader } from '../../../src/watch/agent/samples.ts';
import type { Household, Settings, Transition } from '../../../src/watch/lifecycle/household.ts';
import { emptySample, type Sample } from '../../../src/watch/lifecycle/look.ts';
import { emptyHousehold, step } from '../../../src/watch/lifecycle/step.ts';
import { tableLoop } from './table-loop.ts';

const affected: Settings = { establishedS: 7440, flowtableS: 30, pickupS: 120, everyS: 5 };
const phone = '192.168.1.188';
const line = (
  state: string,
  rest = 'mark=0 zone=0 use=2',
  change: { sport?: number; src?: string; wan?: string } = {},
) => {
  const { sport = 40_000, src = phone, wan = '203.0.113.2' } = change;
  return `ipv4     2 tcp      6 ${state}src=${src} dst=17.57.144.10 sport=${sport} dport=5223 packets=2 bytes=112 src=17.57.144.10 dst=${wan} sport=5223 dport=${sport} packets=1 bytes=60 ${rest}`;
};
const entry = (...args: Parameters<typeof line>) => {
  const parsed = parseConntrack(line(...args));
  if (!parsed) throw new Error('no entry');
  return parsed;
};
const offload = '[OFFLOAD] mark=0 zone=0 use=3';
const mac = '5a:11:22:33:44:55';
const near = (state: string, ip = phone) => ({ ip, mac, device: 'br-lan', state });
const atHome = { neighbours: [near('STALE')] };

/** Looks one after the other. */
function live(
  looks: readonly (Partial<Sample> & { atS: number })[],
  settings = affected,
  from: Household = emptyHousehold,
) {
  let house = from;
  const turns: Transition[] = [];
  for (const look of looks) {
    const stepped = step(house, { ...emptySample(look.atS), ...look }, settings);
    house = stepped.house;
    turns.push(...stepped.turns);
  }
  return { house, turns, told: turns.map((turn) => told(turn)).filter((text) => text !== 'settled') };
}
const told = (turn: Transition): string =>
  turn.kind === 'phase'
    ? turn.phase
    : turn.kind === 'ended'
      ? turn.how
      : turn.kind === 'flushed'
        ? `flushed ${turn.why} ${turn.count}`
        : turn.kind;

const begin: Partial<Sample> & { atS: number } = { atS: 100, begin: 'boot-1' };
const settled = { atS: 105, beforeS: 100, settled: true };
/** In the flowtable, then counting down from 120 at 136. */
const idle = [
  { ...begin, seen: [entry('', offload)] },
  settled,
  { atS: 136, beforeS: 131, seen: [entry('119 ESTABLISHED ')] },
];
const gone = (
  state: string,
  times: { lastS?: number; sinceS?: number } = {},
  ...more: [string?, { sport?: number }?]
) => ({
  entry: entry(state, ...more),
  lastS: 251,
  sinceS: 256,
  ...times,
});
const ranOut = { atS: 261, beforeS: 256, gone: [gone('4 ESTABLISHED ')], ...atHome };

describe('an idle connection', () => {
  test('in the flowtable, counting down, evicted, back on the same port', () => {
    const { turns, told } = live([...idle, ranOut, { atS: 700, beforeS: 695, seen: [entry('', offload)] }]);
    expect(told).toEqual(['offloaded', 'counting', 'evicted', 'offloaded', 'back']);
    expect(turns.find(({ kind }) => kind === 'evicted')).toMatchObject({
      idleS: 150,
      gap: { fromS: 255.5 },
    });
    expect(turns.at(-1)).toMatchObject({ kind: 'back', gapS: 697.5 - 255.5, unsureS: 0 });
  });

  test('is back with a new connection, on which both sides speak', () => {
    const asked = {
      atS: 600,
      beforeS: 595,
      seen: [entry('119 SYN_SENT ', '[UNREPLIED] mark=0 use=2', { sport: 41_000 })],
    };
    const open = {
      atS: 605,
      beforeS: 600,
      seen: [entry('7439 ESTABLISHED ', '[ASSURED] mark=0 use=2', { sport: 41_000 })],
    };
    const { told, turns } = live([...idle, ranOut, asked, open]);
    expect(told).toEqual(['offloaded', 'counting', 'evicted', 'opening', 'open', 'back']);
    expect(turns.at(-1)).toMatchObject({ gapS: 604.5 - 255.5 });
  });

  test('picked up in mid-stream between two looks was evicted: both are told', () => {
    const revived = {
      atS: 258,
      beforeS: 253,
      seen: [
        entry('299 ESTABLISHED ').unreplied ? entry('') : { ...entry('299 ESTABLISHED '), unreplied: true },
      ],
    };
    const answered = { atS: 263, beforeS: 258, seen: [entry('', offload)] };
    expect(live([...idle, revived, answered]).told).toEqual([
      'offloaded',
      'counting',
      'revived',
      'evicted',
      'offloaded',
      'back',
    ]);
  });
});

describe('when the kernel says that it ended a connection', () => {
  const at = (endedS: number) => ({ ...ranOut, gone: [{ ...gone('4 ESTABLISHED '), endedS }] });
  test('before its time: something took it away, and it is no eviction although two looks cannot tell', () => {
    expect(live([...idle, at(251.1)]).told).toEqual(['offloaded', 'counting', 'cut']);
  });
  test('in its time: evicted, as without the event', () => {
    const without = live([...idle, ranOut]);
    expect(without.told).toContain('evicted');
    expect(live([...idle, at(255.8)]).turns).toEqual(without.turns);
    // Whoever removes what ran out may be late.
    expect(live([...idle, at(260.9)]).turns).toEqual(without.turns);
  });
});

describe('no news', () => {
  const cases: [string, Partial<Sample> & { atS: number }, string[]][] = [
    ['closed: FIN seen', { ...ranOut, gone: [gone('10 TIME_WAIT ')] }, ['closed']],
    ['reset', { ...ranOut, gone: [gone('8 CLOSE ')] }, ['closed']],
    [
      'gone before its time, alone',
      { ...ranOut, atS: 160, gone: [gone('100 ESTABLISHED ', { lastS: 150, sinceS: 155 })] },
      ['cut'],
    ],
    [
      'too long between two looks',
      { ...ranOut, gone: [gone('60 ESTABLISHED ', { lastS: 195, sinceS: 256 })] },
      ['unseen'],
    ],
    ['its phone left: neighbour failed', { ...ranOut, neighbours: [near('FAILED')] }, ['away']],
    ['nothing says that its phone is at home', { ...ranOut, neighbours: [] }, ['away']],
    [
      'replaced by a newer connection',
      { ...ranOut, seen: [entry('', offload, { sport: 41_000 })] },
      ['offloaded', 'replaced'],
    ],
  ];
  test.each(cases)('%s', (_, look, ends) => {
    expect(live([...idle, look]).told).toEqual(['offloaded', 'counting', ...ends]);
  });

  test('its phone was on this Wi-Fi and is not any more, whatever the neighbour entry says', () => {
    const there = { ...idle[2], atS: 136, neighbours: [near('REACHABLE')], wifi: [{ mac, here: true }] };
    const left = { ...ranOut, wifi: [{ mac, here: false }] };
    expect(live([...idle.slice(0, 2), there, left]).told).toEqual(['offloaded', 'counting', 'away']);
    expect(
      live([
        ...idle.slice(0, 2),
        there,
        { ...ranOut, neighbours: [near('FAILED')], wifi: [{ mac, here: true }] },
      ]).told,
    ).toContain('evicted');
  });

  test('idle for longer than push connections have to be kept', () => {
    const fixed: Settings = { ...affected, pickupS: null };
    const out = { ...ranOut, atS: 7550, gone: [gone('2 ESTABLISHED ', { lastS: 7538, sinceS: 7543 })] };
    const leaves = { ...idle[2], atS: 136, seen: [entry('7409 ESTABLISHED ')] };
    expect(live([...idle.slice(0, 2), leaves, out], fixed).told).toEqual([
      'offloaded',
      'counting',
      'expired',
    ]);
  });

  test('port 443 to Apple is anything: it is not followed', () => {
    const other = parseConntrack(line('', offload).replaceAll('5223', '443'));
    expect(live([{ ...begin, seen: other ? [other] : [] }]).told).toEqual([]);
  });
});

describe('all at once', () => {
  const two = [entry('', offload), entry('', offload, { sport: 40_001, src: '192.168.1.77' })];
  const routed = entry('', offload, { sport: 40_002, src: '10.0.0.9', wan: '10.0.0.9' });
  const start = [{ ...begin, seen: [...two, routed] }, settled];
  const both = two.map((each) => ({ entry: each, lastS: 151, sinceS: 156 }));

  test.each([
    ['a redial takes what is masqueraded', { wanChanged: true, gone: both }, 'flushed redial 2'],
    ['so it does when nothing says so', { gone: both }, 'flushed redial 2'],
    [
      'a flush takes all',
      { rulesChanged: true, gone: [...both, { entry: routed, lastS: 151, sinceS: 156 }] },
      'flushed firewall 3',
    ],
    [
      'a flush nobody announced',
      { gone: [...both, { entry: routed, lastS: 151, sinceS: 156 }] },
      'flushed unknown 3',
    ],
  ])('%s', (_, look, first) => {
    const { told } = live([...start, { atS: 161, beforeS: 156, ...look, ...atHome }]);
    expect(told[3]).toBe(first);
    expect(told.filter((each) => each === 'evicted')).toEqual([]);
  });

  test('a reboot', () => {
    const { told, house } = live([...start, { atS: 20, begin: 'boot-2' }, { atS: 25, settled: true }]);
    expect(told.slice(3)).toEqual(['flushed reboot 3']);
    expect(house.flows).toEqual({});
  });
});

describe('while nobody watched', () => {
  test('a countdown that was not seen to end is no eviction', () => {
    expect(
      live([...idle, { atS: 300, begin: 'boot-1' }, { atS: 305, beforeS: 300, settled: true }]).told,
    ).toEqual(['offloaded', 'counting', 'unseen']);
  });
  test('a gap that stays open over a restart ends with what is measured', () => {
    const again = [
      { atS: 300, begin: 'boot-1' },
      { atS: 305, beforeS: 300, settled: true },
    ];
    const { turns } = live([
      ...idle,
      ranOut,
      ...again,
      { atS: 700, beforeS: 695, seen: [entry('', offload)] },
    ]);
    expect(turns.at(-1)).toMatchObject({ kind: 'back', gapS: 442, unsureS: 0 });
  });
  test('back when watching begins again: at most so long', () => {
    const again = { atS: 400, begin: 'boot-1', seen: [entry('', offload)] };
    expect(live([...idle, ranOut, again]).turns.at(-1)).toMatchObject({
      kind: 'back',
      gapS: 400 - 255.5,
      unsureS: 139,
    });
  });
  test('long enough to have come and gone again: how long it lasted is not known', () => {
    const again = [
      { atS: 700, begin: 'boot-1' },
      { atS: 705, beforeS: 700, settled: true },
    ];
    expect(live([...idle, ranOut, ...again]).told.at(-1)).toBe('lost');
  });
  test('its phone left meanwhile', () => {
    expect(
      live([...idle, ranOut, { atS: 500, beforeS: 495, neighbours: [near('FAILED')] }]).told.at(-1),
    ).toBe('lost');
  });
});

test('two connections of one phone that run out together are one event', () => {
  const six = parseConntrack(
    'ipv6     10 tcp      6 4 ESTABLISHED src=fd00:0001:0000:0000:0000:0000:0000:0188 dst=2620:0149:0a44:0404:0000:0000:0000:0010 sport=41000 dport=5223 packets=2 bytes=152 src=2620:0149:0a44:0404:0000:0000:0000:0010 dst=fd00:0001:0000:0000:0000:0000:0000:0188 sport=5223 dport=41000 packets=1 bytes=80 mark=0 zone=0 use=2',
  );
  if (!six) throw new Error('no entry');
  const known = { neighbours: [near('STALE'), near('STALE', 'fd00:1::188')] };
  const start = [
    { ...begin, seen: [entry('119 ESTABLISHED '), { ...six, timeoutS: 119 }], ...known },
    settled,
  ];
  const out = {
    atS: 235,
    beforeS: 230,
    gone: [gone('4 ESTABLISHED ', { lastS: 215, sinceS: 220 }), { entry: six, lastS: 215, sinceS: 220 }],
    ...known,
  };
  const evicted = live([...start, out]).turns.filter(({ kind }) => kind === 'evicted');
  expect(evicted).toHaveLength(1);
  expect(evicted[0]).toMatchObject({ others: [{ service: 'apns' }] });
});

describe('captures', () => {
  /** Reads of a real table, as the loop would have told them. */
  function replay(name: string, settings: Settings) {
    const text = readFileSync(new URL(`../../fixtures/lives/${name}.txt`, import.meta.url), 'utf8');
    const neighbours = () => [
      `${phone} dev br-lan lladdr ${mac} STALE`,
      `fd00:1::188 dev br-lan lladdr ${mac} STALE`,
    ];
    const loop = tableLoop('abcdef012345', 'boot-1', neighbours);
    const reader = sampleReader('abcdef012345');
    const reads = text
      .split('\n== ')
      .slice(1)
      .map((part) => part.split('\n'));
    const last = Number(reads.at(-1)?.[0]);
    // Where it was gone at the end, the loop would have looked once more.
    const more = reads.at(-1)?.some((each) => each.startsWith('ipv')) ? [] : [[String(last + 5)]];
    const looks = [...reads, ...more].flatMap(([at = '', ...lines]) =>
      reader.push(
        loop(
          Number(at).toFixed(2),
          lines.filter((each) => each.startsWith('ipv')),
        ),
      ),
    );
    return live(looks, settings);
  }

  test('21.02 on 5.10, read every half minute: counting down, then too few looks to say', () => {
    expect(replay('idle-21.02-5.10', affected).told).toEqual(['counting', 'counting', 'unseen', 'unseen']);
  });
  test('24.10 on 6.1: idle for minutes and nothing happens', () => {
    expect(replay('idle-24.10-6.1', { ...affected, pickupS: null }).told).toEqual(['open', 'open']);
  });
  test.each(['v4', 'v6'])('a timeout of 20 s, %s: evicted after 20 s', (family) => {
    const low: Settings = { ...affected, establishedS: 20, pickupS: null };
    const { turns } = replay(`runs-out-${family}`, low);
    const evicted = turns.find(({ kind }) => kind === 'evicted');
    expect(evicted?.kind === 'evicted' && Math.round(evicted.idleS)).toBe(20);
  });
  test.each(['5.10-v4', '5.10-v6', '6.1-v4', '6.1-v6'])('leaving the flowtable, %s', (which) => {
    const { turns, told } = replay(`leaves-${which}`, affected);
    expect(told.slice(0, 2)).toEqual(['offloaded', 'counting']);
    const counting = turns.find((turn) => turn.kind === 'phase' && turn.phase === 'counting');
    expect(counting?.kind === 'phase' && counting.flow.leaving?.offloaded).toContain('[OFFLOAD]');
    expect(told).not.toContain('evicted');
  });
});
