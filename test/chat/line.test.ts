import { expect, test } from 'vitest';
import type { CommandSpec } from '../../src/chat/command.ts';
import { parseLine } from '../../src/chat/line.ts';

const specs: CommandSpec[] = [
  {
    name: 'router add',
    role: 'owner',
    args: [
      { name: 'name', required: true },
      { name: 'address', required: true },
    ],
  },
  {
    name: 'diagnose',
    role: 'viewer',
    args: [
      { name: 'router', required: false },
      { name: 'device', required: false, rest: true },
    ],
  },
  { name: 'router', role: 'viewer', args: [{ name: 'what', required: false }] },
];

test.each([
  ['router add home root@10.0.0.1', { name: 'router add', args: { name: 'home', address: 'root@10.0.0.1' } }],
  ['Router ADD  "my home"  x', { name: 'router add', args: { name: 'my home', address: 'x' } }],
  ['router list', { name: 'router', args: { what: 'list' } }],
  ['diagnose', { name: 'diagnose', args: {} }],
  [
    'diagnose home Anna’s iPhone 15',
    { name: 'diagnose', args: { router: 'home', device: 'Anna’s iPhone 15' } },
  ],
  ['diagnose "" phone', { name: 'diagnose', args: { device: 'phone' } }],
  ['apply 1', null],
  ['', null],
  ['diagnosed', null],
])('%s', (line, parsed) => {
  expect(parseLine(line, specs)).toEqual(parsed);
});
