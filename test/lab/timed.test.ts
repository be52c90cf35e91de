import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import type { PushTest } from '../../src/model/push-test.ts';
import { speak } from '../../src/words/words.ts';
import type { Message } from '../chat/telegram/server/world.ts';
import { until } from '../support/redis.ts';
import { type ChatHouse, openChatHouse } from './support/chat-house.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/**
 * A notification timed on a router with a real flowtable, in real time, from `/test` to the result in the chat. The lab's
 * Apple pushes 300 ms after the platform has taken the message; what the phone wrote down is the truth.
 */
const identity = makeIdentity();
const say = speak('en');
const phoneMac = '5a:11:22:33:44:55';
/** What the push service takes until it has it, ms. */
const serviceMs = 300;
const heartbeatS = 240;
let lab: Lab;
let shell: Shell;
let house: ChatHouse;
/** When the lab pushed, by its router's uptime, once the platform has taken a message. */
let pushing: Promise<string> = Promise.resolve('');

beforeAll(async () => {
  lab = await bootLab({ kernel: '5.10', firewall: 'fw4', authorizedKey: identity.publicLine });
  shell = await openShell(lab, identity);
  house = await openChatHouse(lab, identity, 90, () => {
    pushing = sleep(serviceMs).then(() => shell.text("cut -d' ' -f1 /proc/uptime; /lab/phone push"));
  });
  house.work();
});
afterAll(async () => {
  await house?.close();
  shell?.close();
  await lab?.stop();
});

const last = async (): Promise<PushTest | undefined> =>
  (await house.core.store.pushTests.ofPhone('r1', phoneMac))[0];
const withButton = (label: string) => (message: Message) =>
  message.keyboard.flat().some(({ text }) => text === label);

/** Lets the phone fall silent, types `/test`, and waits for its result; with what the phone itself wrote down of the push. */
async function timed(): Promise<{ told: PushTest; lateS: number; result: Message }> {
  const before = (await last())?.id;
  const shown = house.written().length;
  await shell.run(`/lab/phone fresh v4 ${heartbeatS}`);
  house.telegram.say(house.person, house.chat, '/test');
  await until(
    'the result',
    async () => {
      const test = await last();
      return test !== undefined && test.id !== before && test.arrival !== null;
    },
    800_000,
  );
  const told = await last();
  const result = () =>
    house
      .written()
      .slice(shown)
      .find(withButton(say('button.other-phone')));
  await until('the result is shown', () => result() !== undefined, 20_000);
  const message = result();
  if (!told || !message) throw new Error('there is no result');
  const pushedS = Number(await pushing);
  const lateS = (await reachedS(pushedS)) - pushedS + serviceMs / 1000;
  console.info(`measured ${told.arrival?.delayS?.toFixed(2)} s, true ${lateS.toFixed(2)} s`);
  return { told, result: message, lateS };
}

/**
 * When the phone had the push, or its first answer on a new connection after that: the router resets the server's old one (as a stock
 * OpenWrt does), and what a service kept for the phone it hands over then.
 */
async function reachedS(pushedS: number): Promise<number> {
  const log = await shell.text('/lab/phone log v4');
  const after = [...log.matchAll(/^([\d.]+) (?:PUSH .*|PING 1 ack)$/gm)]
    .map(([, at]) => Number(at))
    .filter((at) => at >= pushedS);
  return after[0] ?? Promise.reject(new Error(`the phone was not reached:\n${log}`));
}

test('without the fix: the router had forgotten the phone, and the notification comes with its heartbeat', async () => {
  const { told, lateS, result } = await timed();
  expect(told).toMatchObject({ fix: 'none', arrival: { kind: 'late', doubt: null, forgot: true } });
  expect(Math.abs((told.arrival?.delayS ?? Number.NaN) - lateS)).toBeLessThanOrEqual(1);
  expect(told.arrival?.delayS).toBeGreaterThan(30);
  expect(result.keyboard.flat().map(({ text }) => text)).toContain(say('button.apply'));
});

test('with the fix, pressed under the result: within two seconds, and both stand side by side', async () => {
  const { telegram, person, core } = house;
  const [late] = house.written().filter(withButton(say('button.other-phone')));
  if (!late) throw new Error('no result is shown');
  const others = house.written();
  telegram.press(person, late, say('button.apply'));
  const offer = () =>
    house.written().find((one) => !others.includes(one) && withButton(say('button.apply'))(one));
  await until('the fix is offered', () => offer() !== undefined, 60_000);
  telegram.press(person, offer() ?? late, say('button.apply'));
  await until('it is applied', async () => (await core.store.plans.applied('r1')).length > 0, 60_000);
  const { told, lateS, result } = await timed();
  expect(told).toMatchObject({ fix: 'kept', arrival: { kind: 'arrived', doubt: null } });
  expect(Math.abs((told.arrival?.delayS ?? Number.NaN) - lateS)).toBeLessThanOrEqual(1);
  expect(told.arrival?.delayS).toBeLessThan(2);
  expect(result.text).toContain(say('test.compare.without'));
  expect(house.telegram.violations()).toEqual([]);
});
