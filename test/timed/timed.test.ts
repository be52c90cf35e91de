import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failed } from '../../src/model/failure.ts';
import { speak } from '../../src/words/words.ts';
import { until } from '../support/redis.ts';
import { newId, type TimedBench, timedBench } from './bench.ts';

// Minutes of the router's time, on whatever machine this is.
vi.setConfig({ testTimeout: 180_000 });

const say = speak('en');
let on: TimedBench;
afterEach(() => on.close());

const isWaiting = (id: string) => () => on.shown(id)?.title.includes('the notification comes in') === true;

describe('on a router that forgets', () => {
  beforeEach(async () => {
    on = await timedBench();
  });

  test('the phone is late by what its next sign of life takes; the history has it', async () => {
    const id = newId();
    await on.run(id);
    const [told] = await on.tests();
    expect(on.rung.map(({ key }) => key)).toEqual([`test:${id}`]);
    expect(told).toMatchObject({ id, fix: 'none', arrival: { kind: 'late', doubt: null, forgot: true } });
    // Both connections speak ten minutes after their last word, which was 10 s and 70 s before the start.
    expect(told?.arrival?.delayS).toBeGreaterThan(300);
    expect(told?.arrival?.delayS).toBeLessThan(450);
    await until('it is shown', () => on.shown(id)?.tone === 'bad');
    const [end, start] = await on.core.store.history.read('r1', 2);
    expect([start?.phase, end?.phase, end?.outcome]).toEqual(['start', 'end', 'late']);
    expect(end?.test).toEqual({ phone: 'Annas-iPhone', delayS: told?.arrival?.delayS, fix: 'none' });
  });

  test('Cancel ends it, and nothing is sent; another test of this phone waited for it in vain', async () => {
    const id = newId();
    const running = on.run(id);
    await until('it waits', isWaiting(id));
    await expect(on.run(newId())).rejects.toThrow(
      new Failed({ cause: 'test-running', phone: 'Annas-iPhone' }),
    );
    await on.core.store.pushTests.stop(id);
    await running;
    await until('it says so', () => on.shown(id)?.title === say('test.stopped.title'));
    expect(on.rung).toEqual([]);
    await until('the phone is free again', async () => {
      const [test] = await on.tests();
      return (
        test !== undefined && (await on.core.store.pushTests.begin({ ...test, id: 'x' }, 0)).kind === 'begun'
      );
    });
  });

  test('a worker that stops while it waits is followed by one that sends; once sent, nobody sends again', async () => {
    const id = newId();
    const first = new AbortController();
    const broken = on.run(id, { signal: first.signal });
    await until('it waits', isWaiting(id));
    first.abort(new Error('shutdown'));
    await expect(broken).rejects.toThrow();
    const second = new AbortController();
    const again = on.run(id, { signal: second.signal });
    await until('it is sent', () => on.rung.length === 1, 60_000);
    await until('it is known to be sent', async () => (await on.tests())[0]?.handedAt !== null);
    second.abort(new Error('shutdown'));
    await expect(again).rejects.toThrow();
    await on.run(id);
    await until('it says so', () => on.shown(id)?.title === say('test.interrupted.title'));
    expect(on.rung).toHaveLength(1);
    expect(await on.tests()).toMatchObject([{ id, arrival: null }]);
  });

  test('a connection to the router that breaks on the way is made again', async () => {
    const id = newId();
    const running = on.run(id);
    await until('it waits', isWaiting(id));
    on.demo.cutConnections();
    await until('it is sent', () => on.rung.length === 1, 60_000);
    on.demo.cutConnections();
    await running;
    expect((await on.tests())[0]).toMatchObject({ arrival: { kind: 'late' } });
  });

  test('a router that reboots meanwhile measured nothing', async () => {
    const id = newId();
    const running = on.run(id);
    await until('it is sent', () => on.rung.length === 1, 60_000);
    await until('it is known to be sent', async () => (await on.tests())[0]?.sentAt != null);
    await on.demo.reboot();
    await running;
    expect((await on.tests())[0]?.arrival).toMatchObject({ kind: 'interrupted', delayS: null });
  });
});

test('the person’s own time stands beside the router’s', async () => {
  on = await timedBench();
  const id = newId();
  const running = on.run(id);
  await until('it is sent', () => on.rung.length === 1, 60_000);
  await until('it is known to be sent', async () => (await on.tests())[0]?.sentAt != null);
  const sentAt = (await on.tests())[0]?.sentAt ?? 0;
  await on.core.store.pushTests.saw(id, sentAt + 3_000);
  await running;
  await until('it is shown', () => on.shown(id)?.tone === 'bad');
  // A minute of the router's time: the demo's clock flies.
  expect(JSON.stringify(on.shown(id)?.blocks)).toContain(say('test.saw', { delay: '1 min' }));
});
