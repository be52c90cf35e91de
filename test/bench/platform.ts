import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOn, makeWorkerContext, openCore, startWorkers } from '../../src/app/wiring.ts';
import { makeDiscord } from '../../src/chat/discord/index.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { makeTelegram } from '../../src/chat/telegram/index.ts';
import { startDemoRouter } from '../../src/demo/router.ts';
import type { AccountId } from '../../src/model/address.ts';
import { parseAllow } from '../../src/ssh/address.ts';
import { ensureIdentity } from '../../src/ssh/identity.ts';
import { speak } from '../../src/words/words.ts';
import { textOf } from '../chat/discord/server/read.ts';
import { startDiscord, testToken } from '../chat/discord/server/server.ts';
import { startTelegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { until } from '../chat/until.ts';
import { quiet } from '../support/redis.ts';
import { timed } from '../support/timed.ts';

/** Every round in a chat of its own: how often one chat may be written to is the platform's and not ours. */
const rounds = 60;
/** The first rounds open connections and compile code. */
const warmUp = 10;

/** How the finished message begins; what the router is called differs. */
const verdict = speak('en')('verdict.impaired.of', { router: '', phones: '@' }).split('@')[0]?.trim() ?? '';

/** Types a command in the chat of a round; resolves when the finished message stands on the platform's server. */
interface Stage {
  name: string;
  accounts: AccountId[];
  platform(core: Awaited<ReturnType<typeof openCore>>, publicKey: string): Platform;
  diagnose(round: number): Promise<void>;
  violations(): number;
  close(): Promise<void>;
}

async function onDiscord(): Promise<Stage> {
  const discord = await startDiscord();
  const person = discord.user('anna');
  const { world } = discord;
  const places = Array.from({ length: rounds }, (_, nth) => discord.guild(`home ${nth}`));
  return {
    name: 'Discord',
    accounts: [`discord:${person.id}`],
    platform: ({ store, ...core }, publicKey) =>
      makeDiscord({
        token: testToken,
        apiUrl: discord.apiUrl,
        host: hostOn({ store, ...core }, publicKey, quiet),
        notes: store.notes,
        log: quiet,
      }),
    diagnose: async (round) => {
      const place = places[round];
      if (!place) throw new Error('no such round');
      const asked = discord.typeCommand(person, place.channel, 'diagnose');
      await until('the finished message', () => {
        const message = world.messages.get(asked.message ?? '');
        return message !== undefined && textOf(message).includes(verdict);
      });
    },
    violations: () => discord.violations().length,
    close: () => discord.close(),
  };
}

async function onTelegram(): Promise<Stage> {
  const telegram = await startTelegram();
  const people = Array.from({ length: rounds }, (_, nth) => telegram.user(`Person ${nth}`));
  return {
    name: 'Telegram',
    accounts: people.map(({ id }): AccountId => `telegram:${id}`),
    platform: ({ store, ...core }, publicKey) =>
      makeTelegram({
        token: telegramToken,
        apiUrl: telegram.apiUrl,
        host: hostOn({ store, ...core }, publicKey, quiet),
        notes: store.notes,
        log: quiet,
      }),
    diagnose: async (round) => {
      const person = people[round];
      if (!person) throw new Error('no such round');
      const chat = telegram.direct(person);
      telegram.say(person, chat, '/diagnose');
      await until('the finished message', () =>
        telegram.written(chat).some(({ text }) => text.includes(verdict)),
      );
    },
    violations: () => telegram.violations().length,
    close: () => telegram.close(),
  };
}

/** From the typed command to the finished message as the platform's server has it, less the time on the router. */
async function overhead(stage: Stage) {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-bench-'));
  const identity = await ensureIdentity(join(dataDir, 'key'));
  const router = await startDemoRouter({ identityKeys: [identity.publicLine], factor: 1 });
  const core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  await core.store.people.setOwners(stage.accounts);
  const { target, hostKey } = router;
  const registered = { id: 'b', name: 'b', owner: 'o', ...target, hostKey, addedAt: 0, lastSeenAt: null };
  await core.store.routers.add(registered);
  const context = makeWorkerContext(core, { identity, allow: parseAllow('127.0.0.1/32'), log: quiet });
  const meter = timed(context.sessions);
  const worker = startWorkers(core, { ...context, sessions: meter.sessions });
  const platform = stage.platform(core, identity.publicLine);
  await platform.start();
  const deliverer = core.deliveries.runDeliverer(platform);
  const overheads: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const spentBefore = meter.spent();
    const from = performance.now();
    await stage.diagnose(round);
    const took = performance.now() - from - (meter.spent() - spentBefore);
    if (round >= warmUp) overheads.push(took);
    // A person reads what came; also the published limits are over all chats.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const broken = stage.violations();
  await worker.close();
  await platform.stop();
  await deliverer.close();
  await context.close();
  await core.close();
  await router.close();
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
  overheads.sort((a, b) => a - b);
  const p95 = overheads[Math.ceil(overheads.length * 0.95) - 1] ?? Number.NaN;
  const median = overheads[Math.floor(overheads.length / 2)] ?? Number.NaN;
  return {
    name: `command to finished message on ${stage.name} beside the diagnosis, p95 (median ${median.toFixed(0)} ms; ${broken} rule violations)`,
    value: p95,
    unit: 'ms',
    bound: 60,
    ok: p95 <= 60 && broken === 0,
  };
}

export async function run() {
  return [await overhead(await onDiscord()), await overhead(await onTelegram())];
}
