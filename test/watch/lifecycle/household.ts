import { type KernelKind, procLine } from '../../../src/demo/entry.ts';
import { connectionOf } from '../../../src/demo/household.ts';
import {
  advance,
  type Rules,
  rebooted,
  reconnect,
  tearDown,
  type World,
  wake,
  wanLost,
} from '../../../src/demo/world.ts';

/** What happens in a simulated house, in order. `phone`: its number. */
export type Happening =
  | { afterS: number; kind: 'speak' | 'new-port' | 'leave' | 'return' | 'close'; phone: number }
  | { afterS: number; kind: 'redial' | 'flush' | 'reload' | 'reset-counters' };

/** An entry that ran out by age. */
export interface AgedOut {
  key: string;
  phone: number;
  atS: number;
  /** Seconds since its last packet. */
  idleS: number;
  home: boolean;
  /** Another connection of the same phone stood at that moment. */
  covered: boolean;
}

export interface Shape {
  kernel: KernelKind;
  phones: number;
  heartbeatS: number;
  /** Phones with two connections, one per family. */
  dual: boolean;
  rules: 'offload' | 'accept';
}

const v4 = (phone: number) => `192.168.1.${100 + phone}`;
const v6 = (phone: number) => `fd00:1::${100 + phone}`;
const mac = (phone: number) => `5a:11:22:33:44:${(16 + phone).toString(16)}`;
const full = (ip: string) =>
  ip.includes(':') ? `fd00:0001:0000:0000:0000:0000:0000:0${ip.split('::')[1]}` : ip;

/** Closed connections that conntrack still lists: line without its timeout, and when they are gone. */
interface Closing {
  text: (left: number) => string;
  untilS: number;
}

/** A house whose truth is known: what ran out by age, who was home. Second by second. */
export function household(shape: Shape) {
  const { kernel, phones, heartbeatS, dual } = shape;
  const rules: Rules = () => shape.rules;
  const startS = 10_000;
  const numbers = Array.from({ length: phones }, (_, phone) => phone);
  const connections = numbers.flatMap((phone) => {
    const life = { heartbeatS, nextS: startS + 1 + phone * 7 };
    const device = { name: `phone${phone}`, mac: mac(phone), ip: v4(phone), ip6: v6(phone) };
    const first = connectionOf(device, v4(phone), { ip: '17.57.144.10', port: 5223 }, 40_000 + phone, life);
    const second = connectionOf(
      device,
      v6(phone),
      { ip: '2620:149:a44::9', port: 5223 },
      41_000 + phone,
      life,
    );
    return dual ? [first, second] : [first];
  });
  let world: World = { kernel, atS: startS, connections, entries: [], nextPort: 50_000 };
  let closing: Closing[] = [];
  const away = new Set<number>();
  const aged: AgedOut[] = [];
  /** When entries went before their time, and how much of it was left. */
  const cut: { key: string; atS: number; leftS: number }[] = [];
  /** When a phone's first entry came after none. */
  const back: { phone: number; atS: number }[] = [];
  let counters = { packets: 0, bytes: 0 };

  const left: { phone: number; atS: number }[] = [];

  const phoneOf = (src: string) => numbers.find((phone) => v4(phone) === src || v6(phone) === src) ?? -1;
  const key = (entry: { src: string; sport: number; dst: string; dport: number }) =>
    `${entry.src} ${entry.sport} ${entry.dst} ${entry.dport}`;

  /** A phone that is away says nothing: its heartbeats wait. */
  const held = (): World => ({
    ...world,
    connections: world.connections.map((each) =>
      away.has(phoneOf(each.src)) ? { ...each, nextS: Number.MAX_SAFE_INTEGER } : each,
    ),
  });

  function second(): void {
    const before = world.entries;
    const next = advance(held(), world.atS + 1, rules);
    const there = new Set(next.entries.map(key));
    for (const entry of before) {
      if (there.has(key(entry))) continue;
      const phone = phoneOf(entry.src);
      const covered = next.entries.some((other) => phoneOf(other.src) === phone && key(other) !== key(entry));
      aged.push({
        key: key(entry),
        phone,
        atS: next.atS,
        idleS: next.atS - entry.lastS,
        home: !away.has(phone),
        covered,
      });
    }
    world = {
      ...next,
      connections: next.connections.map((each, n) => {
        const was = world.connections[n];
        return was && away.has(phoneOf(each.src)) ? { ...each, nextS: was.nextS } : each;
      }),
    };
    closing = closing.filter(({ untilS }) => untilS > world.atS);
    noteBack(before);
  }

  function noteBack(before: World['entries']): void {
    for (const phone of numbers) {
      const had = before.some(({ src }) => phoneOf(src) === phone);
      const has = world.entries.some(({ src }) => phoneOf(src) === phone);
      if (has && !had) back.push({ phone, atS: world.atS });
    }
  }

  function ofPhone(kind: 'speak' | 'new-port' | 'leave' | 'return' | 'close', phone: number): void {
    const change = (how: (each: World['connections'][number]) => World['connections'][number]) => {
      const mine = (each: World['connections'][number]) => phoneOf(each.src) === phone;
      world = { ...world, connections: world.connections.map((each) => (mine(each) ? how(each) : each)) };
    };
    if (kind === 'leave') {
      away.add(phone);
      left.push({ phone, atS: world.atS });
    }
    if (kind === 'return') {
      away.delete(phone);
      change((each) => ({ ...each, lost: true, nextS: world.atS + 1 }));
    } else if (away.has(phone)) return;
    else if (kind === 'speak') world = wake(world, v4(phone), rules);
    else if (kind === 'new-port') world = reconnect(world, v4(phone), rules);
    else {
      for (const entry of world.entries.filter(({ src }) => phoneOf(src) === phone)) {
        const untilS = world.atS + 120;
        const line = procLine({ ...entry, offloaded: false, deadlineS: untilS }, world.atS);
        closing.push({ untilS, text: (left) => line.replace(/6 \d+ ESTABLISHED/, `6 ${left} TIME_WAIT`) });
      }
      world = { ...world, entries: world.entries.filter(({ src }) => phoneOf(src) !== phone) };
      change((each) => ({ ...each, lost: true, nextS: Number.MAX_SAFE_INTEGER }));
    }
  }

  return {
    aged,
    cut,
    back,
    left,
    phoneOf,
    get atS() {
      return world.atS;
    },
    pass(seconds: number): void {
      for (let n = 0; n < seconds; n++) second();
    },
    happen(what: Happening): void {
      const before = world.entries;
      if (what.kind === 'redial') world = wanLost(tearDown(world));
      else if (what.kind === 'flush') world = { ...world, entries: [] };
      else if (what.kind === 'reload') world = tearDown(world);
      else if (what.kind === 'reset-counters') {
        counters = { packets: counters.packets + 1_000_000, bytes: counters.bytes + 1_000_000 };
      } else if ('phone' in what) ofPhone(what.kind, what.phone);
      for (const entry of before)
        if (!world.entries.some((each) => key(each) === key(entry)))
          cut.push({
            key: key(entry),
            atS: world.atS,
            leftS: entry.offloaded ? Number.POSITIVE_INFINITY : entry.deadlineS - world.atS,
          });
      noteBack(before);
    },
    reboot(): void {
      world = rebooted(world);
      closing = [];
    },
    table(): string[] {
      const lines = [
        ...world.entries.map((entry) => procLine(entry, world.atS)),
        ...closing.map(({ text, untilS }) => text(Math.max(0, untilS - world.atS - 1))),
      ];
      return lines.map((line) =>
        line.replace(/packets=(\d+) bytes=(\d+)/g, (_, packets: string, bytes: string) => {
          const less = (n: string, by: number) =>
            Math.max(0, (Number(n) + 1_000_000 - (by % 1_000_001)) % 1_000_000);
          return `packets=${less(packets, counters.packets)} bytes=${less(bytes, counters.bytes)}`;
        }),
      );
    },
    /** Neighbour entries of the device at an address, as /proc/net/nf_conntrack writes it. */
    neighbours(address: string): string[] {
      const phone = numbers.find((each) => v4(each) === address || full(v6(each)) === address);
      if (phone === undefined) return [];
      const state = away.has(phone) ? 'FAILED' : 'STALE';
      return [v4(phone), v6(phone)].map((ip) => `${ip} dev br-lan lladdr ${mac(phone)} ${state}`);
    },
  };
}
