import { expect, test } from 'vitest';
import type { Failure } from '../../src/model/failure.ts';
import { newWatchState, readWatchState } from '../../src/watch/state.ts';
import { afterFailure, type Obstacle, obstacleOf } from '../../src/watch/unreachable.ts';

const address = 'root@192.168.1.1';
const minute = 60_000;
const silent: Obstacle = { reason: 'silent', address };
const login: Obstacle = { reason: 'login', address };

const host = '192.168.1.1';
const port = 22;
const detail = '';
const key = (sha256: string) => ({ type: 'ssh-ed25519', sha256 });

test.each<[Failure, Obstacle['reason']]>([
  [{ cause: 'unreachable', host, port, detail }, 'silent'],
  [{ cause: 'timeout', stage: 'connect', seconds: 10 }, 'silent'],
  [{ cause: 'connection-lost', detail }, 'silent'],
  [{ cause: 'refused', host, port }, 'refused'],
  [{ cause: 'host-key-changed', host, expected: key('a'), got: key('b') }, 'new-key'],
  [{ cause: 'auth-rejected', user: 'root', host }, 'login'],
  [{ cause: 'host-unknown', host: 'router.lan' }, 'name'],
  [{ cause: 'address-forbidden', host: 'router.lan', address: '8.8.8.8' }, 'forbidden'],
  [{ cause: 'not-ssh', host, port, detail }, 'not-ssh'],
  [{ cause: 'not-a-router', seen: '' }, 'other'],
])('$cause: it is told as %s', (failure, reason) => {
  expect(obstacleOf(failure, address)).toMatchObject({ reason, address });
});

test('a new host key is told with both keys', () => {
  const failure: Failure = { cause: 'host-key-changed', host, expected: key('a'), got: key('b') };
  expect(obstacleOf(failure, address).hostKeys).toEqual({ trusted: key('a'), shown: key('b') });
});

/** Tries that fail, each as [minute, obstacle]; those that are news. */
function tries(list: readonly (readonly [number, Obstacle])[], heardAt: number | null = null) {
  let was: Parameters<typeof afterFailure>[0] = null;
  const news: number[] = [];
  for (const [at, obstacle] of list) {
    const known = { now: at * minute, heardAt: was === null ? heardAt : null, tellAfterMs: 10 * minute };
    const turned: ReturnType<typeof afterFailure> = afterFailure(was, obstacle, known);
    was = turned.unreachable;
    if (turned.isNews) news.push(at);
  }
  return { was, news };
}

test('it is told once, after ten minutes', () => {
  const { was, news } = tries([0, 1, 4, 9, 10, 11, 15, 600].map((at) => [at, silent]));
  expect(news).toEqual([10]);
  expect(was).toMatchObject({ since: 0, told: true, triedAt: 600 * minute });
});

test('the ten minutes begin when it was heard last', () => {
  const { was, news } = tries([[12, silent]], 2 * minute);
  expect(news).toEqual([12]);
  expect(was).toMatchObject({ since: 2 * minute });
});

test('another obstacle is news, once it was told', () => {
  const { news } = tries([
    [0, silent],
    [5, login],
    [10, login],
    [15, silent],
    [20, silent],
  ]);
  expect(news).toEqual([10, 15]);
});

test('nothing is said of hours in which nobody tried', () => {
  const { was, news } = tries([
    [0, silent],
    [480, silent],
    [485, silent],
  ]);
  expect(news).toEqual([]);
  expect(was).toMatchObject({ since: 480 * minute, told: false });
});

test('what was told before our own restart is not told again', () => {
  expect(
    tries([
      [0, silent],
      [10, silent],
      [480, silent],
    ]).news,
  ).toEqual([10]);
});

test('what an older release kept of a watch knows nothing of it', () => {
  const { unreachable: _, ...older } = newWatchState;
  expect(readWatchState(older)).toEqual(newWatchState);
});
