import { addressSpans } from './addresses.ts';
import type { Answer, Connection, Device, Direction, Family } from './api.types.ts';
import { type Mark, markOf, unknownMark } from './marks.ts';
import { type Spans, spanOf } from './spans.ts';

/** Addresses and ports of one way. `null`: may be anything. */
export interface Ends {
  saddr: Spans | null;
  daddr: Spans | null;
  sport: Spans | null;
  dport: Spans | null;
}

/** A packet of an established TCP connection as the forward hook sees it, as far as it is known. */
export interface Packet extends Ends {
  family: Family;
  direction: Direction;
  iif: Device;
  oif: Device;
  /** The entry's two tuples, what `ct original …` and `ct reply …` look at. */
  tuples: Record<Direction, Ends>;
  snat: Answer;
  dnat: Answer;
  /** The end that is the device in the LAN. */
  client: 'source' | 'destination';
  /** No device in particular is meant: what holds for some of them holds sometimes. */
  anyClient: boolean;
  /** Packets of the connection so far, where the entry says. */
  packets: number | null;
}

/** The marks a packet carries while it passes the rules. */
export interface Marks {
  packet: Mark;
  ct: Mark;
}

/**
 * Ports from which phones dial: Linux takes 32768 to 60999, Apple's systems 49152 to 65535. No push service listens
 * there, and no rule for one is meant to match them.
 */
const clientPorts = spanOf(32768, 65535);

/**
 * The packet of one direction in the forward hook: the destination is already what NAT made of it, the source is still
 * what the sender wrote (net/netfilter/nf_nat_proto.c: destinations at prerouting, sources at postrouting).
 */
export function packetOf(connection: Connection, direction: Direction): Packet {
  const tuples = tuplesOf(connection);
  const { original, reply } = tuples;
  const ends = { client: original.saddr, clientPort: original.sport };
  const server = { server: reply.saddr, serverPort: reply.sport };
  const { lan, wan, family } = connection;
  const common = {
    family,
    direction,
    tuples,
    ...natOf(connection),
    anyClient: connection.client === null,
    packets: connection.packets ?? null,
  };
  return direction === 'original'
    ? {
        ...common,
        saddr: ends.client,
        sport: ends.clientPort,
        daddr: server.server,
        dport: server.serverPort,
        iif: lan,
        oif: wan,
        client: 'source',
      }
    : {
        ...common,
        saddr: server.server,
        sport: server.serverPort,
        daddr: ends.client,
        dport: ends.clientPort,
        iif: wan,
        oif: lan,
        client: 'destination',
      };
}

const listed = new WeakMap<readonly string[], Partial<Record<Family, Spans>>>();

/** A service's networks, which are the same each time it is asked for. */
function spansOfList(texts: readonly string[], family: Family): Spans {
  const known = listed.get(texts);
  const spans = known?.[family] ?? addressSpans(texts, family);
  if (known?.[family] === undefined) listed.set(texts, { ...known, [family]: spans });
  return spans;
}

function addressesOf(texts: string | readonly string[] | null, family: Family): Spans | null {
  if (texts === null) return null;
  return typeof texts === 'string' ? addressSpans([texts], family) : spansOfList(texts, family);
}

function tuplesOf(connection: Connection): Packet['tuples'] {
  const { family, client, server, clientPort, serverPort, reply } = connection;
  const original: Ends = {
    saddr: addressesOf(client, family),
    daddr: addressesOf(server, family),
    sport: clientPort === null ? clientPorts : spanOf(clientPort),
    dport: serverPort === null ? null : spanOf(serverPort),
  };
  if (reply)
    return {
      original,
      reply: {
        saddr: addressesOf(reply.src, family),
        daddr: addressesOf(reply.dst, family),
        sport: spanOf(reply.sport),
        dport: spanOf(reply.dport),
      },
    };
  // Without an entry: the server is taken as it was dialled, while the client may be masqueraded.
  return {
    original,
    reply: { saddr: original.daddr, daddr: null, sport: original.dport, dport: null },
  };
}

function natOf({ reply, client, server }: Connection): { snat: Answer; dnat: Answer } {
  if (!reply || client === null || typeof server !== 'string') return { snat: 'unknown', dnat: 'no' };
  return {
    snat: reply.dst === client ? 'no' : 'yes',
    dnat: reply.src === server ? 'no' : 'yes',
  };
}

/** The connection's mark where its entry tells it; a packet's own mark is what rules not read here made of it. */
export const marksOf = ({ mark }: Pick<Connection, 'mark'>): Marks => ({
  packet: unknownMark,
  ct: mark === null ? unknownMark : markOf(mark),
});
