import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { startDemoRouter } from '../../src/demo/router.ts';
import { speak } from '../../src/words/words.ts';
import { startTelegram, testToken } from '../chat/telegram/server/server.ts';
import { publicKeyOf } from './alone.ts';
import type { Checks } from './checks.ts';
import { type Mounted, runImage, runPlain, type Started, start } from './container.ts';

const service = z.object({
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .default('10s'),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const compose = z.object({ services: z.object({ bot: service, worker: service, redis: service }) });
const { services } = compose.parse(parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }));
const say = speak('en');

const graceOf = (role: 'bot' | 'worker') => Number.parseInt(services[role].stop_grace_period, 10);

async function ends(role: 'bot' | 'worker', running: Started, { check }: Checks): Promise<void> {
  const { status, seconds } = await running.stop(graceOf(role));
  const detail = `status ${status} after ${seconds.toFixed(1)} s`;
  check(`SIGTERM ends the ${role} cleanly within its ${graceOf(role)} s`, status === 0, detail);
}

const healthy = async (on: Mounted, env: Record<string, string>) =>
  (await runPlain(on, on.image.health, env)).status === 0;

async function becomes(wanted: boolean, look: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + 20_000;
  while ((await look()) !== wanted) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return true;
}

/** Bot and worker as compose starts them: at the same moment, on an empty volume, with the Redis of compose. */
export async function tryRoles(on: Mounted, cache: string, checks: Checks): Promise<void> {
  const { check } = checks;
  // The image's own Redis in place of the one of Redis' image: the command line is that of compose.
  const startRedis = () =>
    start(on, [...services.redis.command, '--dir', '/data/redis'], {}, { plain: true });
  await runPlain(on, ['mkdir', '-p', '/data/redis']);
  let redis = startRedis();
  await redis.says(/Ready to accept connections/);
  const ping = await runPlain(on, services.redis.healthcheck?.test.slice(1) ?? ['false']);
  check('Redis passes its health check', ping.out.trim() === 'PONG');

  const telegram = await startTelegram();
  const dotenv = `TELEGRAM_TOKEN=${testToken}\nTELEGRAM_API_URL=${telegram.apiUrl}\nPUSHMEDIC_ALLOW=127.0.0.1/32\nPUSHMEDIC_SECRET="correct horse battery staple"\n`;
  const file = join(cache, '.env');
  writeFileSync(file, dotenv);
  const given = Object.entries(parseEnv(readFileSync(file, 'utf8'))).map(([name, value = '']) => [
    name,
    value,
  ]);
  const env: Record<string, string> = { ...Object.fromEntries(given), ...services.bot.environment };
  // Both share a network here, so the worker's port must be another.
  const workerEnv = { ...env, ...services.worker.environment, PUSHMEDIC_HTTP_PORT: '8081' };
  const bot = start(on, services.bot.command, env);
  const worker = start(on, services.worker.command, workerEnv);
  await Promise.all([bot.says(/telegram: listening/), worker.says(/running/)]);
  check('bot healthy', await becomes(true, () => healthy(on, env)));
  check('worker healthy', await becomes(true, () => healthy(on, workerEnv)));

  const router = await startDemoRouter({ identityKeys: [await publicKeyOf(on)] });
  const anna = telegram.user('Anna');
  const chat = telegram.direct(anna);
  telegram.say(anna, chat, `/claim ${(await bot.says(/\/claim ([\w-]+)/))[1]}`);
  await telegram.message(chat, say('claim.title'));
  telegram.say(anna, chat, `/router add home root@127.0.0.1:${router.target.port}`);
  const question = await telegram.message(chat, router.hostKey.sha256);
  telegram.press(anna, question, say('button.trust'));
  await telegram.message(chat, say('trust.title', { router: 'home' }));
  telegram.say(anna, chat, '/diagnose');
  await telegram.message(
    chat,
    say('verdict.impaired.of', { router: 'home', phones: '@' }).split('@')[0] ?? '',
  );
  check(
    'claim, router, trust and diagnosis by bot and worker of the image',
    telegram.violations().length === 0,
  );
  const doctor = await runImage(on, ['doctor'], env);
  check('doctor finds Redis, token, key and router fine', doctor.status === 0, doctor.out);

  await redis.stop(10);
  check('the health check says when Redis is gone', await becomes(false, () => healthy(on, env)));
  redis = startRedis();
  check('and when it is back', await becomes(true, () => healthy(on, env)));
  await ends('bot', bot, checks);
  await ends('worker', worker, checks);
  const logs = bot.log() + worker.log();
  check('no secret in the logs', !logs.includes(testToken) && !logs.includes('correct horse'));
  await router.close();
  await telegram.close();
  await redis.stop(10);
}
