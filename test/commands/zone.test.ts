import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../src/model/message.ts';
import { anna, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const at = Date.UTC(2026, 10, 24, 21, 14, 5);

let on: Bench;
beforeAll(async () => {
  on = await bench({ zone: 'Asia/Kathmandu' });
  await on.store.people.setOwners([anna, bert]);
  await on.store.routers.add({ ...aRouter(), lastSeenAt: at });
  await on.store.history.write({
    at,
    routerId: 'r1',
    routerName: 'Home',
    account: anna,
    personName: 'Anna',
    action: 'revert',
    phase: 'end',
    outcome: 'ok',
  });
});
afterAll(() => on.close());

const told = async (account: typeof anna, line: string): Promise<string> => {
  const reply: Reply | undefined = (await on.say(account, line))?.reply;
  return JSON.stringify(reply);
};

test('whoever set no zone is told times in the one that is configured', async () => {
  expect(await told(anna, 'history')).toContain('2026-11-25 02:59 GMT+5:45');
  expect(await told(anna, 'status')).toContain('2026-11-25 02:59 GMT+5:45');
  expect(await told(anna, 'digest daily')).toContain(' 08:00:00 GMT+5:45');
  expect(await told(anna, 'quiet 22-7')).toContain('Asia/Kathmandu');
});

test('a person’s own zone is told them alone, and is not lost when hours are set without it', async () => {
  expect(await told(bert, 'quiet 22-7 europe/berlin')).toContain('Europe/Berlin');
  expect(await told(bert, 'quiet 23-6')).toContain('Europe/Berlin');
  expect(await told(bert, 'history')).toContain('2026-11-24 22:14 GMT+1');
  expect(await told(bert, 'digest weekly')).toMatch(/ 08:00:00 GMT\+[12]/);
  expect(await told(anna, 'history')).toContain('2026-11-25 02:59 GMT+5:45');
});
