import { expect, test } from 'vitest';
import { makeTerminal } from '../../../src/chat/terminal/terminal.ts';
import { makeFakeHost, offer } from '../fake-host.ts';

const screen = { print: () => {}, progress: () => {}, note: () => {}, end: () => {} };

test('what is typed at the terminal: commands in any language, numbers for buttons, and what is no command as it was said', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const terminal = makeTerminal({ host, screen, personName: 'anna', locale: 'en' });
  for (const line of ['/diagnose home', '诊断 home', '1', 'my iPhone is late', '192.168.1.1', ''])
    await terminal.type(line);
  expect(calls).toMatchObject([
    { name: 'diagnose', args: { router: 'home' } },
    { name: 'diagnose', args: { router: 'home' } },
    { name: 'apply', args: { plan: '7f3k2' } },
    { said: 'my iPhone is late' },
    { said: '192.168.1.1' },
  ]);
});
