import { z } from 'zod';
import type { Press } from './button.ts';

/** What buttons of the first release could stand for, with the arguments in the order they stood in the line. */
const lines: Record<string, readonly string[]> = {
  apply: ['plan'],
  cancel: ['plan'],
  check: ['router'],
  cure: ['router'],
  details: ['id', 'page'],
  diagnose: ['router'],
  forget: ['router'],
  late: ['router'],
  mute: ['router', 'phone', 'off'],
  revert: ['router'],
  'router add': [],
  'router key': [],
  seen: ['router', 'phone', 'at'],
  trust: ['name', 'address', 'type', 'sha256'],
  undo: ['router'],
};

/**
 * A command line that the first release (0.1.0) kept behind a button, as what is kept since. A line that none of its
 * buttons had is a command by that name, which nobody knows.
 */
export function pressOfLine(line: string): Press {
  const words = line.split(' ');
  const command = [words.slice(0, 2).join(' '), words[0] ?? ''].find((name) => Object.hasOwn(lines, name));
  if (command === undefined) return { command: line, args: {} };
  const values = words.slice(command.split(' ').length);
  const args = (lines[command] ?? []).flatMap((name, at) => {
    const value = values[at];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { command, args: Object.fromEntries(args) };
}

const button = z.looseObject({ command: z.string() });
const reply = z.looseObject({ buttons: z.array(button) });

/** A reply as the first release kept it, with buttons that held lines of text. */
export function replyOfFirst(value: unknown): unknown {
  const kept = reply.parse(value);
  return { ...kept, buttons: kept.buttons.map((one) => ({ ...one, ...pressOfLine(one.command) })) };
}
