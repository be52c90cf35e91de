import { randomUUID } from 'node:crypto';
import type { WatchEvent } from '../../src/watch/events.ts';
import { newWatchState } from '../../src/watch/state.ts';
import type { Obstacle } from '../../src/watch/unreachable.ts';
import type { Scene } from './scene.ts';

const minuteMs = 60_000;

/** A router that cannot be watched: which of all things it is, what to do, and its return. */
export async function unreachable({ house, talk, say }: Scene): Promise<void> {
  const { type, press, happens, chapter } = talk;
  const { notices, store } = house;
  const { home } = house.routers;
  const routerId = (await store.routers.byName('home'))?.id ?? '';
  const address = `root@127.0.0.1:${home.target.port}`;
  const since = house.now();

  chapter('A router that cannot be reached');
  await type('watch', { switch: 'on' });
  house.ahead(10 * minuteMs);
  const tell = async (event: WatchEvent) => {
    await notices.onEvent(event);
    await notices.sweep();
  };
  const meets = (obstacle: Obstacle) =>
    tell({ kind: 'unreachable', id: randomUUID(), routerId, at: house.now(), since, obstacle });
  await happens('For ten minutes nothing answers', () => meets({ reason: 'silent', address }));
  await store.leases.renew('talk', 60_000);
  const obstacle: Obstacle = { reason: 'silent', address };
  await store.leases.saveState('talk', routerId, {
    ...newWatchState,
    unreachable: { since, triedAt: house.now(), obstacle, told: true },
  });
  await type('status');
  const others = ['refused', 'name', 'forbidden', 'not-ssh', 'other', 'login'] as const;
  for (const reason of others)
    await happens(`What is in the way is: ${reason}`, () => meets({ reason, address }));
  const hostKeys = {
    trusted: { type: 'ssh-ed25519', sha256: `SHA256:${'0'.repeat(43)}` },
    shown: home.hostKey,
  };
  const changed = await happens('Another host key is shown', () =>
    meets({ reason: 'new-key', address, hostKeys }),
  );
  await press(say('button.check-again'), changed);
  await press(say('button.trust-new'), changed);
  house.ahead(7 * minuteMs);
  const at = since + 17 * minuteMs;
  const back: WatchEvent = { kind: 'reachable', id: randomUUID(), routerId, at, since };
  await happens('It can be watched again', () => tell(back), { shows: 2 });
  const again = at + 20 * minuteMs;
  house.ahead(30 * minuteMs);
  const gone = await happens('It is gone again half an hour later', () =>
    tell({ kind: 'unreachable', id: randomUUID(), routerId, at: house.now(), since: again, obstacle }),
  );
  await press(say('button.stop-watching'), gone);
  await store.leases.release('talk', [routerId], { last: true });
}
