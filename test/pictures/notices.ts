// A notice as it is posted and as it is edited, and what its Details show: a demo router watched by the real watcher.
import { commands } from '../../commands/index.ts';
import { makeHost } from '../../src/chat/dispatch.ts';
import { startDemoRouter } from '../../src/demo/router.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import { pictureOf } from '../chat/telegram/picture.ts';
import type { Message } from '../chat/telegram/server/world.ts';
import { startBot } from '../chat/telegram/set-up.ts';
import { until } from '../chat/until.ts';
import { openContext } from '../notices/context.ts';
import { quiet, testRedis } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { draw } from './draw.ts';

/** Router seconds per second. */
const factor = 20;
const patience = 120_000;

const page = (message: Message, photos: readonly Message[] = []): string =>
  pictureOf({
    ...message,
    photos: photos.flatMap(({ photo, text }) => (photo === null ? [] : [{ data: photo, caption: text }])),
  });

export async function drawNotices(): Promise<void> {
  const redis = await testRedis();
  const pair = makeKeyPair();
  const demo = await startDemoRouter({ identityKeys: [pair.public], factor });
  const startedAt = Date.now();
  const now = () => startedAt + (Date.now() - startedAt) * factor;
  const { context, store, deliveries } = await openContext(redis.link, now);
  const sessions = makeSessions({ identity: readIdentity(pair.private, 'pictures') });
  const notices = makeNotices(context, { everyMs: 100 });
  const host = makeHost({
    context: { store, publicKey: '', specs: commands, send: context.send, now },
    commands,
    enqueue: async (_, id) => id,
    log: quiet,
  });
  const { telegram, platform, person, chat, close } = await startBot(host);
  const account = `telegram:${person.id}` as const;
  await store.people.setOwners([account]);
  await store.routers.add(aRouter({ ...demo.target, hostKey: demo.hostKey, name: 'home', owner: account }));
  deliveries.runDeliverer(platform, { limits: { overall: null, chat: () => [] } });
  telegram.say(person, chat, '/quiet off Europe/Berlin');
  const to = { platform: 'telegram' as const, chat: String(chat.id) };
  await store.watches.put({ routerId: 'r1', to, account, language: 'en', keepFixed: false, since: now() });
  const onEvent = notices.onEvent;
  const watchers = startWatchers({ store, sessions, log: quiet, now, onEvent, limited: false });
  try {
    const written = (text: string) =>
      until(text, () => telegram.written(chat).find((one) => one.text.includes(text)), patience);
    const notice = await written('iPhone cannot be reached');
    await draw('telegram-notice', page(notice));
    const edited = await written('iPhone was unreachable');
    if (edited.id !== notice.id) throw new Error('the notice was not edited');
    await draw('telegram-notice-back', page(edited));
    telegram.press(person, edited, 'Details');
    const details = await written('what was seen');
    const photo = await until('a picture', () => telegram.written(chat).find((one) => one.photo !== null));
    await draw('telegram-notice-details', page(details, [photo]));
  } finally {
    await watchers.close();
    await notices.close();
    await deliveries.close();
    await close();
    await sessions.close();
    await demo.close();
    await redis.close();
  }
}
