import { describe, expect, test } from 'vitest';
import { judgeArrival, type Sent } from '../../../src/watch/arrival/judge.ts';
import { isForgotten, quietNeededS, quietS, stillToWaitS } from '../../../src/watch/arrival/quiet.ts';
import type { Trace } from '../../../src/watch/arrival/trace.ts';
import { affected, fixed, line, looker, phone } from './looks.ts';

const at = (atS: number, more: Partial<Sent> = {}): Sent => ({
  fromS: atS - 0.1,
  atS,
  forgotten: false,
  quiet: true,
  ...more,
});

/** A phone that has been quiet from 0 to 200, seen each second. `left` at second 0. */
function quietPhone(settings = fixed, of: Parameters<typeof line>[0] = {}, full = 7_400) {
  const on = looker(settings);
  for (let s = 0; s <= 200; s += 1) on.look(s, [line({ ...of, left: full - s })]);
  return on;
}

const judged = (trace: Trace, sent = at(200.4)) => judgeArrival(trace, phone, sent);

describe('on a connection that stands', () => {
  test('the server’s words within a second are the notification', () => {
    const on = quietPhone();
    expect(judged(on.trace())).toBeNull();
    on.look(201, [line({ left: 7_440, theirs: [10, 1_300], own: [11, 1_052] })]);
    expect(judged(on.trace())).toMatchObject({ kind: 'arrived', doubt: null, others: 0 });
    expect(judged(on.trace())?.delayS).toBeCloseTo(0.25, 1);
    expect(judged(on.trace())?.marginS).toBeLessThanOrEqual(0.5);
    expect(judged(on.trace())?.evidence).toHaveLength(2);
  });

  test('packets without content are not: an acknowledgement alone, or what the phone says', () => {
    const on = quietPhone();
    on.look(201, [line({ left: 7_440, theirs: [10, 952], own: [11, 1_130] })]);
    on.look(202, [line({ left: 7_440, theirs: [10, 952], own: [12, 1_182] })]);
    expect(judged(on.trace())).toBeNull();
  });

  test('what came before it was handed over is not, and what comes later than that is late', () => {
    const on = quietPhone();
    on.look(201, [line({ left: 7_440, theirs: [10, 1_300] })]);
    expect(judged(on.trace(), at(201.5))).toBeNull();
    for (let s = 202; s <= 220; s += 1) on.look(s, [line({ left: 7_641 - s, theirs: [10, 1_300] })]);
    on.look(221, [line({ left: 7_440, theirs: [11, 1_600] })]);
    expect(judged(on.trace(), at(201.5))).toMatchObject({ kind: 'arrived', doubt: null, others: 1 });
    expect(judged(on.trace(), at(201.5))?.delayS).toBeCloseTo(19, 0);
  });

  test('minutes later, when the phone speaks too, it may be its own sign of life', () => {
    const on = quietPhone();
    for (let s = 201; s < 260; s += 1) on.look(s, [line({ left: 7_400 - s })]);
    on.look(260, [line({ left: 7_440, theirs: [10, 1_000], own: [12, 1_200] })]);
    expect(judged(on.trace())).toMatchObject({ kind: 'uncertain', doubt: 'own-sign' });
  });

  test('a phone that was never quiet: uncertain, and how often something else came', () => {
    const on = looker(fixed);
    for (let s = 0; s <= 200; s += 1) {
      const n = Math.floor(s / 50);
      on.look(s, [line({ left: 7_440 - (s % 50), theirs: [9 + n, 900 + n * 200] })]);
    }
    expect(quietS(on.trace(), phone)).toBe(0);
    on.look(201, [line({ left: 7_440, theirs: [14, 2_000] })]);
    expect(judged(on.trace(), at(200.4, { quiet: false }))).toMatchObject({
      kind: 'uncertain',
      doubt: 'busy',
      others: 4,
    });
  });

  test('without counters a time-out set anew tells', () => {
    const on = quietPhone(fixed, { own: null, theirs: null });
    on.look(201, [line({ left: 7_440, own: null, theirs: null })]);
    expect(judged(on.trace())).toMatchObject({ kind: 'arrived', doubt: null });
  });

  test('without counters a way back into the flowtable tells', () => {
    const on = quietPhone(affected, { own: null, theirs: null, flags: '' }, 400);
    on.look(201, [line({ left: null, own: null, theirs: null, flags: '[OFFLOAD]' })]);
    expect(judged(on.trace())).toMatchObject({ kind: 'arrived', doubt: null });
  });

  test('in the flowtable the counters tell, in hardware with the time they may be late by', () => {
    for (const [flags, marginS] of [
      ['[OFFLOAD]', 0.5],
      ['[HW_OFFLOAD]', 3],
    ] as const) {
      const on = looker(fixed);
      for (let s = 0; s <= 200; s += 1) on.look(s, [line({ left: null, flags })]);
      on.look(201, [line({ left: null, flags, theirs: [10, 1_300] })]);
      const arrival = judged(on.trace(), at(199));
      expect(arrival).toMatchObject({ kind: 'arrived', hardware: flags === '[HW_OFFLOAD]' });
      expect(arrival?.marginS).toBeLessThanOrEqual(marginS);
    }
  });

  test('a new connection beside it is not what was waited for', () => {
    const on = quietPhone();
    on.look(205, [
      line({ left: 7_195 }),
      line({ sport: 40_001, left: 7_440, own: [8, 2_000], theirs: [7, 5_000] }),
    ]);
    expect(judged(on.trace())).toMatchObject({ kind: 'uncertain', doubt: 'reconnected' });
  });

  test('nobody looked for a while: the time is not certain', () => {
    const on = quietPhone();
    on.look(215, [line({ left: 7_430, theirs: [10, 1_300] })]);
    expect(judged(on.trace())).toMatchObject({ kind: 'uncertain', doubt: 'gap' });
    expect(judged(on.trace())?.marginS).toBeCloseTo(7.35, 5);
  });
});

describe('on a connection the router has forgotten', () => {
  function forgotten() {
    const on = looker(affected);
    for (let s = 0; s < 120; s += 1) on.look(s, [line({ left: 120 - s, flags: '' })]);
    for (let s = 120; s <= 200; s += 1) on.look(s, []);
    return on;
  }
  const sent = at(200.4, { forgotten: true });

  test('it is known to be forgotten, and nothing is waited for', () => {
    const on = forgotten();
    expect(isForgotten(on.trace(), phone)).toBe(true);
    expect(stillToWaitS(on.trace(), phone, 160)).toBe(0);
  });

  test('a new connection that its server speaks on is the phone’s return', () => {
    const on = forgotten();
    for (let s = 201; s < 600; s += 1) on.look(s, []);
    expect(judged(on.trace(), sent)).toBeNull();
    on.look(600, [line({ sport: 40_001, left: 7_440, own: [8, 2_000], theirs: [7, 5_000] })]);
    expect(judged(on.trace(), sent)).toMatchObject({ kind: 'late', doubt: null, atLeast: false });
    expect(judged(on.trace(), sent)?.delayS).toBeCloseTo(399, 0);
  });

  test('picked up in mid-stream it is back, and the server’s next words are the notification', () => {
    const on = forgotten();
    const revived = { own: [1, 90], theirs: [0, 0], unreplied: true, left: 299, flags: '' } as const;
    on.look(600, [line({ ...revived, own: [1, 90], theirs: [0, 0] })]);
    on.look(601, [line({ left: 7_440, own: [1, 90], theirs: [1, 52] })]);
    expect(judged(on.trace(), sent)).toBeNull();
    for (let s = 602; s < 630; s += 1) on.look(s, [line({ left: 8_041 - s, own: [1, 90], theirs: [1, 52] })]);
    on.look(630, [line({ left: 7_440, own: [2, 142], theirs: [2, 300] })]);
    expect(judged(on.trace(), sent)).toMatchObject({ kind: 'late' });
    expect(judged(on.trace(), sent)?.delayS).toBeCloseTo(429, 0);
  });

  test('picked up and offloaded at once, without counters there: its return, which is the least', () => {
    const on = forgotten();
    on.look(599, []);
    on.look(600, [line({ own: [1, 90], theirs: [0, 0], unreplied: true, left: 299, flags: '' })]);
    on.look(601, [line({ left: null, own: [1, 90], theirs: [1, 52], flags: '[OFFLOAD]' })]);
    for (let s = 602; s < 740; s += 1)
      on.look(s, [line({ left: null, own: [1, 90], theirs: [1, 52], flags: '[OFFLOAD]' })]);
    expect(judged(on.trace(), sent)).toBeNull();
    for (let s = 740; s < 760; s += 1)
      on.look(s, [line({ left: null, own: [1, 90], theirs: [1, 52], flags: '[OFFLOAD]' })]);
    expect(judged(on.trace(), sent)).toMatchObject({ kind: 'late', atLeast: true });
    expect(judged(on.trace(), sent)?.delayS).toBeCloseTo(400, 0);
  });

  test('where nothing is counted the return is all there is', () => {
    const on = forgotten();
    on.look(599, []);
    on.look(600, [line({ sport: 40_001, left: 7_440, own: null, theirs: null })]);
    expect(judged(on.trace(), sent)).toMatchObject({ kind: 'late' });
  });
});

test('a connection that the phone gave up without a word stands there, and does not keep it reachable', () => {
  const on = looker(affected);
  const orphan = (s: number) => line({ sport: 39_000, left: 7_300 - s });
  for (let s = 0; s < 120; s += 1) on.look(s, [orphan(s), line({ left: 120 - s, flags: '' })]);
  expect(isForgotten(on.trace(), phone)).toBe(false);
  for (let s = 120; s <= 200; s += 1) on.look(s, [orphan(s)]);
  expect(isForgotten(on.trace(), phone)).toBe(true);
});

test('another phone’s and other services’ connections are nobody’s notification', () => {
  const on = quietPhone();
  const other = line({ left: 7_440, theirs: [10, 1_300] }).replaceAll('192.168.1.188', '192.168.1.77');
  const signal = line({ left: 7_440, sport: 40_009 }).replaceAll('5223', '5222');
  on.look(201, [line({ left: 7_199 }), other, signal]);
  expect(judged(on.trace())).toBeNull();
});

test('an address that is new belongs to the phone by its MAC', () => {
  const on = quietPhone();
  const mac = '5a:11:22:33:44:55';
  const moved = line({ left: 7_440, sport: 40_001, own: [8, 2_000], theirs: [7, 5_000] });
  on.look(201, [line({ left: 7_199 }), moved.replace('src=192.168.1.188', 'src=192.168.1.189')], {
    neighbours: [{ ip: '192.168.1.189', device: 'br-lan', mac, state: 'REACHABLE' }],
  });
  expect(judgeArrival(on.trace(), { ...phone, mac }, at(200.4))).toMatchObject({ doubt: 'reconnected' });
});

test('a run that begins anew finds out what went in between; a reboot is noticed', () => {
  const on = quietPhone();
  on.look(210, [line({ left: 7_440, theirs: [10, 1_300] })], { begin: 'boot' });
  expect(on.trace()).toMatchObject({ rebooted: false });
  expect(judged(on.trace())).toMatchObject({ kind: 'uncertain', doubt: 'gap' });
  on.look(5, [line({})], { begin: 'another' });
  expect(on.trace()).toMatchObject({ rebooted: true });
});

describe('how long a phone has to be quiet', () => {
  const timeouts = { established: 7_440, flowtable: null, pickup: null };
  test.each([
    ['fixed-pickup', timeouts, 160],
    ['normal', { ...timeouts, flowtable: 30 }, 160],
    ['unknown', timeouts, 200],
    ['unknown', null, 200],
    ['low-timeout', { ...timeouts, established: 600, flowtable: 30 }, 610],
    ['low-timeout', { ...timeouts, established: 1_200, flowtable: 30 }, 160],
    ['hardware-desync', timeouts, 310],
    ['not-offloaded', timeouts, 160],
  ] as const)('%s: %o → %d s', (kernel, known, needed) => {
    expect(quietNeededS(kernel, known)).toBe(needed);
  });

  test('silence of before the first look counts, as far as the entry tells it', () => {
    const on = looker(affected);
    on.look(0, [line({ left: 60, flags: '' })]);
    on.look(1, [line({ left: 59, flags: '' })]);
    expect(quietS(on.trace(), phone)).toBe(90.5);
    // There is still the phone to be laid aside.
    expect(stillToWaitS(on.trace(), phone, 100)).toBe(19);
    expect(stillToWaitS(on.trace(), phone, 160)).toBe(69.5);
  });

  test('what may have spoken just now has been quiet since the look', () => {
    const on = looker(affected);
    on.look(0, [line({ left: null, flags: '[OFFLOAD]' })]);
    on.look(10, [line({ left: null, flags: '[OFFLOAD]' })]);
    expect(quietS(on.trace(), phone)).toBe(10);
  });
});
