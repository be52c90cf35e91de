import { type Entry, type KernelKind, procLine, seconds, settle, tornDown } from './entry.ts';

/** What the rules do to one packet of an established connection. */
export type Verdict = 'offload' | 'accept' | 'drop';

/** A forwarded packet, seen by the forward chain. */
export interface Packet {
  family: 'ipv4' | 'ipv6';
  way: 'original' | 'reply';
  src: string;
  dst: string;
  sport: number;
  dport: number;
}
export type Rules = (packet: Packet) => Verdict;

/** A long-lived connection of a device on the LAN: idle, but for a heartbeat. */
export interface Connection {
  device: string;
  family: 'ipv4' | 'ipv6';
  src: string;
  dst: string;
  sport: number;
  dport: number;
  seenAs: string;
  heartbeatS: number;
  /** Router seconds of the next heartbeat. */
  nextS: number;
  /** The server has given it up (a push met a router that knew nothing of it); the device does not know yet. */
  lost: boolean;
}

/** Everything outside the firewall's rules. Plain data; each function returns the next world. */
export interface World {
  kernel: KernelKind;
  /** Router seconds up to which everything has happened. */
  atS: number;
  connections: Connection[];
  entries: Entry[];
  /** Next source port a device will use. */
  nextPort: number;
}

type Tuple = Pick<Entry, 'src' | 'dst' | 'sport' | 'dport'>;
const same = (a: Tuple, b: Tuple) =>
  a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;

/** Both directions must be spared: one packet that reaches the offload rule takes the whole flow along. */
function meet(connection: Connection, rules: Rules): Verdict {
  const { family, src, dst, sport, dport } = connection;
  const out = rules({ family, way: 'original', src, dst, sport, dport });
  if (out === 'drop') return 'drop';
  const back = rules({ family, way: 'reply', src: dst, dst: src, sport: dport, dport: sport });
  return out === 'offload' || back === 'offload' ? 'offload' : back;
}

/** A word and its answer at `world.atS`. Packets of offloaded flows never see the rules. */
function exchange(world: World, connection: Connection, rules: Rules): World {
  const known = world.entries.find((entry) => same(entry, connection));
  const verdict = known?.offloaded ? 'offload' : meet(connection, rules);
  if (verdict === 'drop') return world;
  const { family, src, dst, sport, dport, seenAs } = connection;
  const size = family === 'ipv4' ? 89 : 109;
  const [sent, answered] = known?.packets ?? [0, 0];
  const [sentBytes, answeredBytes] = known?.bytes ?? [0, 0];
  const entry: Entry = {
    family,
    src,
    dst,
    sport,
    dport,
    seenAs,
    offloaded: verdict === 'offload',
    lastS: world.atS,
    deadlineS: world.atS + seconds.established,
    assured: true,
    packets: [sent + 2, answered + 1],
    bytes: [sentBytes + size + 52, answeredBytes + size],
  };
  return { ...world, entries: [entry, ...world.entries.filter((e) => !same(e, connection))] };
}

const settled = (world: World, atS: number): World => ({
  ...world,
  atS,
  entries: world.entries.flatMap((entry) => settle(entry, atS, world.kernel) ?? []),
});

const replace = (world: World, old: Connection, next: Connection): World => ({
  ...world,
  connections: world.connections.map((connection) => (connection === old ? next : connection)),
});

/** The device speaks now; a lost connection is answered with a reset, so the device opens another. */
function speak(world: World, connection: Connection, rules: Rules): World {
  const sport = connection.lost ? world.nextPort : connection.sport;
  const next = { ...connection, sport, lost: false, nextS: world.atS + connection.heartbeatS };
  const nextPort = connection.lost ? world.nextPort + 1 : world.nextPort;
  return exchange({ ...replace(world, connection, next), nextPort }, next, rules);
}

/** Lets time pass until `toS`, heartbeats in their order. */
export function advance(world: World, toS: number, rules: Rules): World {
  let now = world;
  for (;;) {
    const due = now.connections.reduce<Connection | null>(
      (first, each) => (each.nextS <= toS && (!first || each.nextS < first.nextS) ? each : first),
      null,
    );
    if (!due) return settled(now, Math.max(toS, now.atS));
    now = speak(settled(now, Math.max(due.nextS, now.atS)), due, rules);
  }
}

const each = (world: World, device: string | null, step: (w: World, c: Connection) => World): World =>
  world.connections.filter((c) => device === null || c.device === device).reduce(step, world);

/** The device's screen is lit: each of its connections says something now. */
export const wake = (world: World, device: string | null, rules: Rules): World =>
  each(world, device, (w, connection) => speak(w, connection, rules));

/** Wi-Fi off and on: new connections from new ports. The old ones got no FIN; their entries age away. */
export const reconnect = (world: World, device: string | null, rules: Rules): World =>
  each(world, device, (w, connection) => {
    const lost = { ...connection, lost: true };
    return speak(replace(w, connection, lost), lost, rules);
  });

/** A server has something to say on `connection` now. Router seconds until the device has it. */
export function push(world: World, connection: Connection, rules: Rules): { world: World; delayS: number } {
  if (!connection.lost && world.entries.some((entry) => same(entry, connection)))
    return { world: exchange(world, connection, rules), delayS: 0 };
  const lost = { ...connection, lost: true };
  return { world: replace(world, connection, lost), delayS: connection.nextS - world.atS };
}

/** The flowtable is deleted: every offloaded flow is back on the slow path. */
export const tearDown = (world: World): World => ({
  ...world,
  entries: world.entries.map((entry) => tornDown(entry, world.atS, world.kernel)),
});

/** The WAN address went away for a moment: masqueraded entries are dropped, routed IPv6 stays. */
export const wanLost = (world: World): World => ({
  ...world,
  entries: world.entries.filter((entry) => entry.seenAs === entry.src),
});

/** Power off and on: nothing is remembered; devices find their connections dead and open new ones. */
export const rebooted = (world: World): World => ({
  ...world,
  entries: [],
  connections: world.connections.map((c, i) => ({ ...c, lost: true, nextS: world.atS + 1 + i })),
});

/** /proc/net/nf_conntrack at `world.atS`. */
export const conntrack = (world: World): string =>
  world.entries.map((entry) => `${procLine(entry, world.atS)}\n`).join('');
