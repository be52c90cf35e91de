import { randomUUID } from 'node:crypto';
import { commands } from '../../commands/index.ts';
import type { Call, Command } from '../../src/chat/command.ts';
import { makeHost } from '../../src/chat/dispatch.ts';
import { type Line, readTyped } from '../../src/chat/line.ts';
import type { Host } from '../../src/chat/platform.ts';
import type { AccountId } from '../../src/model/address.ts';
import { type Button, pressOf } from '../../src/model/button.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { Job } from '../../src/model/job.ts';
import type { Log } from '../../src/model/log.ts';
import { makeSeal, type Seal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis } from '../support/redis.ts';

export interface Bench {
  host: Host;
  store: Store;
  /** Jobs that were queued, in order. */
  jobs: Job[];
  /** What was sent to others than whoever asked, in order. */
  sent: Delivery[];
  /** Somebody types a command, with or without its slash. */
  say(account: AccountId, line: string, more?: Partial<Call>): ReturnType<Host['call']>;
  /** Somebody writes as to a person. */
  write(account: AccountId, text: string, more?: Partial<Call>): ReturnType<Host['call']>;
  /** Somebody presses a button that was shown. */
  press(account: AccountId, button: Button | undefined): ReturnType<Host['call']>;
  close(): Promise<void>;
}

export const publicKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFa pushmedic';

/** The real commands and dispatch on a real store; what would be queued is kept. */
export async function bench(
  given: { offered?: readonly Command[]; redis?: TestRedis; seal?: Seal; log?: Log; zone?: string } = {},
): Promise<Bench> {
  const { offered = commands, seal = makeSeal(null), log = quiet, zone = 'UTC' } = given;
  const redis = given.redis ?? (await testRedis());
  const store = await openStore(redis.link, { seal, log, zone });
  const jobs: Job[] = [];
  const sent: Delivery[] = [];
  const host = makeHost({
    context: {
      store,
      publicKey,
      specs: offered,
      send: async (delivery) => void sent.push(delivery),
      now: Date.now,
    },
    commands: offered,
    enqueue: async (job, callId) => {
      jobs.push(job);
      return callId;
    },
    log,
  });
  const ask = (account: AccountId, line: Line, more: Partial<Call> = {}) =>
    host.call({
      id: randomUUID(),
      account,
      personName: 'Anna',
      to: { platform: 'telegram', chat: '1' },
      locale: 'en',
      at: Date.now(),
      ...line,
      ...more,
    });
  return {
    host,
    store,
    jobs,
    sent,
    say: (account, line, more) =>
      ask(account, readTyped(line.startsWith('/') ? line : `/${line}`, host.specs), more),
    write: (account, text, more) => ask(account, readTyped(text, host.specs), more),
    async press(account, button) {
      const line = button && (await host.press(await host.pressId(pressOf(button))));
      if (!line) throw new Error('no such button');
      return ask(account, line);
    },
    close: async () => {
      await store.close();
      await redis.close();
    },
  };
}
