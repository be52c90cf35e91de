import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOn, openCore } from '../../src/app/wiring.ts';
import { makeDiscord } from '../../src/chat/discord/index.ts';
import { makeTelegram } from '../../src/chat/telegram/index.ts';
import { startDiscord, testToken } from '../chat/discord/server/server.ts';
import { startTelegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { town } from '../e2e/town.ts';
import { quiet } from '../support/redis.ts';

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** A way to Redis on which every answer is `ms` late. */
async function slowWay(toPort: number, ms: number): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(toPort, '127.0.0.1');
    for (const socket of [from, to]) sockets.add(socket.setNoDelay(true).on('error', () => {}));
    from.pipe(to);
    to.on('data', (piece) => setTimeout(() => from.write(piece), ms));
    to.on('close', () => from.destroy());
    from.on('close', () => to.destroy());
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, close };
}

/** 200 slash commands in one second while Redis answers 50 ms late: until Discord has the first answer. */
async function acknowledgement() {
  const place = await town();
  const redisPort = Number(new URL(place.env.REDIS_URL ?? '').port);
  const slow = await slowWay(redisPort, 50);
  const discord = await startDiscord();
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-bench-'));
  const core = await openCore(
    { redisUrl: `redis://127.0.0.1:${slow.port}`, dataDir, secret: null, timezone: 'UTC' },
    quiet,
  );
  const person = discord.user('anna');
  const { channel } = discord.guild('home');
  await core.store.people.setOwners([`discord:${person.id}`]);
  const platform = makeDiscord({
    token: testToken,
    apiUrl: discord.apiUrl,
    host: hostOn(core, 'key', quiet),
    notes: core.store.notes,
    log: quiet,
  });
  await platform.start();
  const waits: Promise<number>[] = [];
  const from = performance.now();
  for (let nth = 0; nth < 200; nth += 1) {
    const due = from + nth * 5 - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    const asked = discord.typeCommand(person, channel, 'status');
    const sentAt = Date.now();
    waits.push(discord.acknowledged(asked).then(({ at }) => at - sentAt));
  }
  const times = await Promise.all(waits);
  // The answers themselves are waited for, so that the server can say whether all of them came.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await platform.stop();
  const broken = discord.violations().length;
  await core.close();
  slow.close();
  await discord.close();
  await place.close();
  await rm(dataDir, { recursive: true, force: true });
  const value = percentile(times, 0.99);
  return {
    name: `acknowledgement of 200 commands in 1 s, Redis 50 ms late, p99 (${broken} rule violations)`,
    value,
    unit: 'ms',
    bound: 300,
    ok: value <= 300 && broken === 0,
  };
}

/** One notice to each of 1,000 chats: against the 30 a second that Telegram publishes. */
async function notices() {
  const chats = 1_000;
  const place = await town();
  const telegram = await startTelegram();
  const core = await openCore(
    { redisUrl: place.env.REDIS_URL ?? '', dataDir: '/nonexistent', secret: null, timezone: 'UTC' },
    quiet,
  );
  const host = hostOn(core, 'key', quiet);
  const platform = makeTelegram({
    token: telegramToken,
    apiUrl: telegram.apiUrl,
    host,
    notes: core.store.notes,
    log: quiet,
  });
  await platform.start();
  const rooms = Array.from({ length: chats }, (_, nth) => {
    const chat = telegram.direct(telegram.user(`Person ${nth}`));
    telegram.set(chat, 'open');
    return chat;
  });
  const deliverer = core.deliveries.runDeliverer(platform);
  const from = performance.now();
  await Promise.all(
    rooms.map(({ id }, nth) =>
      core.deliveries.send({
        key: `notice-${nth}`,
        to: { platform: 'telegram', chat: String(id) },
        revision: 1,
        reply: { tone: 'bad', title: `Notice ${nth}`, blocks: [], buttons: [] },
      }),
    ),
  );
  const delivered = () => rooms.filter((chat) => telegram.written(chat).length > 0).length;
  while (delivered() < chats && performance.now() - from < 120_000)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const seconds = (performance.now() - from) / 1000;
  const counts = rooms.map((chat) => telegram.written(chat).length);
  const lost = counts.filter((count) => count === 0).length;
  const doubled = counts.filter((count) => count > 1).length;
  const refused = telegram.count(429);
  await deliverer.close();
  await platform.stop();
  await core.close();
  await telegram.close();
  await place.close();
  const value = chats / seconds / 30;
  return {
    name: `1,000 notices against Telegram's 30 a second (${lost} lost, ${doubled} doubled, ${refused} refused)`,
    value,
    unit: '×',
    bound: 0.9,
    ok: value >= 0.9 && lost + doubled === 0,
  };
}

export async function run() {
  return [await acknowledgement(), await notices()];
}
