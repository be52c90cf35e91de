import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandCalled } from '../../src/chat/line.ts';
import { pressable } from '../../src/model/button.ts';
import { pressOfLine } from '../../src/model/first-release.ts';

test.each(Object.entries(pressable))(
  'a button may stand for %s: the command takes these arguments',
  (name, given) => {
    const command = commandCalled(name, commands);
    const args = command?.args ?? [];
    const asks = command !== undefined && 'ask' in command;
    const taken = args.map((arg) => (arg.required && !asks ? arg.name : `${arg.name}?`));
    const missing = args.filter(
      (arg) => arg.required && !asks && !(given as readonly string[]).includes(arg.name),
    );
    expect(command?.name).toBe(name);
    expect(missing).toEqual([]);
    expect(given.filter((arg) => !taken.includes(arg) && !taken.includes(`${arg}?`))).toEqual([]);
  },
);

/** Every kind of line that the first release kept behind a button. */
const lines = [
  'apply 7f3k2q',
  'cancel',
  'cancel 7f3k2q',
  'check 0a1b2c3d4e5f',
  'cure 0a1b2c3d4e5f',
  'details Zk3aQ1xw9b_0',
  'details Zk3aQ1xw9b_0 2',
  'diagnose 0a1b2c3d4e5f',
  'forget 0a1b2c3d4e5f',
  'late 0a1b2c3d4e5f',
  'mute 0a1b2c3d4e5f a4:83:e7:11:22:33',
  'mute 0a1b2c3d4e5f a4:83:e7:11:22:33 off',
  'revert 0a1b2c3d4e5f',
  'router key',
  'seen 0a1b2c3d4e5f a4:83:e7:11:22:33 Q6XGSdhMWzk30Xi-Q0mK',
  'trust home root@192.168.1.1 ssh-ed25519 SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8',
  'undo 0a1b2c3d4e5f',
];

test.each(lines)('a press of the first release is still a command with its arguments: %s', (line) => {
  const { command, args } = pressOfLine(line);
  const spec = commandCalled(command, commands);
  expect(spec).toBeDefined();
  for (const name of Object.keys(args)) expect(spec?.args.map((arg) => arg.name)).toContain(name);
  for (const { name, required } of spec?.args ?? []) if (required) expect(args[name]).toBeTruthy();
  expect([command, ...Object.values(args)].join(' ')).toBe(line);
});
