import { isDeepStrictEqual } from 'node:util';
import type { Call, CommandSpec } from '../../src/chat/command.ts';
import type { Host } from '../../src/chat/platform.ts';
import { button, type Press } from '../../src/model/button.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { Reply } from '../../src/model/message.ts';
import type { Store } from '../../src/store/store.types.ts';
import { languageOf } from '../../src/words/index.ts';

/** Commands with every trait that registration and parsing know. */
export const specs: readonly CommandSpec[] = [
  {
    name: 'diagnose',
    role: 'viewer',
    args: [
      { name: 'router', required: false, suggests: 'router' },
      { name: 'device', required: false, suggests: 'device' },
    ],
  },
  {
    name: 'watch',
    role: 'operator',
    args: [
      { name: 'router', required: false, suggests: 'router' },
      { name: 'state', required: true, choices: ['on', 'off'] },
    ],
  },
  {
    name: 'router add',
    role: 'owner',
    args: [
      { name: 'name', required: true },
      { name: 'address', required: true },
    ],
  },
  { name: 'router list', role: 'viewer', args: [] },
  {
    name: 'allow',
    role: 'owner',
    args: [
      { name: 'person', required: true, suggests: 'account' },
      { name: 'role', required: true, choices: ['operator', 'viewer'] },
    ],
  },
  { name: 'help', role: 'anyone', args: [] },
  { name: 'start', role: 'anyone', args: [{ name: 'code', required: false }], hidden: true },
  { name: 'apply', role: 'operator', args: [{ name: 'plan', required: true }], hidden: true },
];

type Answer = { reply: Reply; key: string; aside?: boolean } | null;

/** A bot without commands: says what the test tells it to, remembers what it was asked. */
export function makeFakeHost(answer: (call: Call) => Answer | Promise<Answer>) {
  const calls: Call[] = [];
  const presses = new Map<string, Press>();
  const shown = new Map<string, string>();
  const showing = new Set<string>();
  const moves: { from: string; to: string }[] = [];
  const changed: { chat: string; alive: boolean }[] = [];
  const host: Host = {
    specs,
    async call(call) {
      calls.push(call);
      return answer(call);
    },
    async shown(key, message) {
      shown.set(key, message);
    },
    press: async (id) => {
      const press = presses.get(id);
      return press ? { name: press.command, args: press.args } : null;
    },
    async pressId(press) {
      const known = [...presses].find(([, one]) => isDeepStrictEqual(one, press))?.[0];
      const id = known ?? `p${presses.size}`;
      presses.set(id, press);
      return id;
    },
    suggest: async (what, typed, _account, router) => [`${what}-${typed}-1`, `${what}-${router ?? 'any'}-2`],
    language: async (_account, locale) => languageOf(locale),
    showsNames: async ({ chat }) => showing.has(chat),
    phoneNumber: async () => {
      throw new Error('no numbers here');
    },
    async moved({ chat: from }, to) {
      moves.push({ from, to });
    },
    async targetChanged({ chat }, alive) {
      changed.push({ chat, alive });
    },
  };
  /** `showing`: chats where an owner allows names and addresses. */
  return { host, calls, presses, changed, shown, showing, moves };
}

export function makeNotes(): Store['notes'] {
  const notes = new Map<string, string>();
  return {
    get: async (name) => notes.get(name) ?? null,
    async set(name, value) {
      notes.set(name, value);
    },
  };
}

export const working = (title = 'Looking at home'): Reply => ({
  tone: 'working',
  title,
  blocks: [],
  buttons: [],
});

export const offer = (title = 'Late pushes explained'): Reply => ({
  tone: 'bad',
  title,
  blocks: [{ kind: 'text', text: 'The phone at 192.168.1.23 is forgotten after 150 s.' }],
  buttons: [
    button('apply', { plan: '7f3k2' }, 'Apply fix', 'primary'),
    { label: 'Cancel', style: 'secondary', command: 'help', args: {} },
  ],
});

export const done = (title = 'Fixed'): Reply => ({
  tone: 'good',
  title,
  blocks: [],
  buttons: [button('apply', { plan: 'undo' }, 'Revert', 'danger')],
});

export const deliveryOf = (call: Call, reply: Reply, more: Partial<Delivery> = {}): Delivery => ({
  key: `job-${call.id}`,
  to: call.to,
  reply,
  revision: 1,
  ...more,
});
