import type { ConntrackEntry, Flow } from '../conntrack/flow.ts';
import { isPerhaps, serviceById } from '../push/match.ts';

/** On a port the service shares with everything else (443 to Apple): perhaps push, perhaps any of its other services. */
export const isShared = ({ service, server }: Flow): boolean => isPerhaps(service, server.port);

/** A phone is reached on it, whatever app a push is for; an app's own connection, or a lamp's, is another thing. */
export const wakesPhones = ({ service }: Flow): boolean => serviceById(service)?.kind === 'phone';

/** In the flowtable or in hardware at this moment. */
export const isOffloaded = ({ entry }: Flow): boolean => entry.offload !== 'none';

/** A connection that carries pushes: offloaded, or established with an answer seen. Closing ones are neither. */
export const isOpen = ({ entry }: Flow): boolean =>
  (entry.offload !== 'none' && !isOffloadedAttempt(entry)) ||
  (entry.state === 'ESTABLISHED' && !entry.unreplied);

/** A connection attempt nobody has answered yet. */
export const isUnanswered = ({ entry }: Flow): boolean =>
  (entry.offload === 'none' && entry.unreplied && entry.state === 'SYN_SENT') || isOffloadedAttempt(entry);

/** Kernel 5.10 offloads the second SYN of an attempt: seen in the lab as `[UNREPLIED]` with no packet back, and `[OFFLOAD]`. */
const isOffloadedAttempt = ({ offload, unreplied, reply }: ConntrackEntry): boolean =>
  offload !== 'none' && unreplied && reply.packets === 0;

/**
 * Picked up in mid-stream (`nf_conntrack_tcp_loose`): the entry had been forgotten and the device's next word made
 * a new one. Source: kernel `nf_conntrack_proto_tcp.c`; seen as `300 ESTABLISHED … [UNREPLIED]`.
 */
export const isPickedUp = ({ entry }: Flow): boolean =>
  entry.offload === 'none' && entry.unreplied && entry.state === 'ESTABLISHED';

/**
 * Back from the flowtable with no packet since: the kernel sets ESTABLISHED itself and never ASSURED there, while every
 * handshake and every mid-stream pickup sets ASSURED together with the answer. Only kernels that offload at the
 * SYN-ACK (before v5.18, not OpenWrt's xt_FLOWOFFLOAD) show it.
 */
export const isReturned = ({ entry }: Flow): boolean =>
  entry.offload === 'none' &&
  entry.state === 'ESTABLISHED' &&
  !entry.unreplied &&
  !entry.assured &&
  entry.timeoutS !== null;

/** Seconds since the entry was made; `null` unless it tells (`delta-time=`, with nf_conntrack_timestamp=1). */
export function ageOf({ tail }: ConntrackEntry): number | null {
  const age = Number(tail['delta-time'] ?? Number.NaN);
  return Number.isFinite(age) ? age : null;
}
