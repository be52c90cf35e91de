import { isOurs } from '../signature.ts';
import type { Family, ForwardRule } from './forward.ts';
import { everyPort, type PortRange } from './ports.ts';

/** Where a rule sends a packet that matches it. */
export type Verdict =
  | { kind: 'accept' }
  | { kind: 'offload'; hardware: boolean }
  | { kind: 'jump' | 'goto'; target: string }
  | { kind: 'return' }
  /** Drop, reject, queue and other ends. */
  | { kind: 'end' }
  /** The next rule is looked at. */
  | { kind: 'none' };

/** What a rule of any firewall means, as far as it matters for push packets. */
export interface Sense {
  families: Family[];
  /** Can match TCP at all. */
  tcp: boolean;
  /** `null`: the rule does not look at it. */
  dports: PortRange[] | null;
  sports: PortRange[] | null;
  /** Port either side may have (`multiport --ports`). */
  eitherPorts: PortRange[] | null;
  /** Destination port of the connection's first packet: one such match covers both directions. */
  originalPorts: PortRange[] | null;
  /** The connection's direction, where the rule is held to one. */
  direction: 'original' | 'reply' | null;
  /** Matches packets of an established connection. */
  established: boolean;
  /** Matches nothing but established and related. */
  establishedOnly: boolean;
  /** The packet's far side is held to Apple's 17.0.0.0/8, as many hand-made rules are. */
  apple: 'source' | 'destination' | null;
  /** Has conditions besides these (device, address, limit …): cannot be counted on for every push packet. */
  narrowed: boolean;
  verdict: Verdict;
}

export const anything = (families: readonly Family[]): Sense => ({
  families: [...families],
  tcp: true,
  dports: null,
  sports: null,
  eitherPorts: null,
  originalPorts: null,
  direction: null,
  established: true,
  establishedOnly: false,
  apple: null,
  narrowed: false,
  verdict: { kind: 'none' },
});

/** Whether every TCP packet of an established connection matches: such a verdict hides what stands below. */
export const isUnconditional = (sense: Sense): boolean =>
  sense.tcp &&
  sense.established &&
  !sense.narrowed &&
  sense.apple === null &&
  sense.direction === null &&
  ports(sense).length === 0;

const ports = ({ dports, sports, eitherPorts, originalPorts }: Sense): PortRange[] =>
  [dports, sports, eitherPorts, originalPorts].flatMap((list) => list ?? []);

/** What an accepting rule exempts; `null` when it cannot be counted on. */
function exemption(sense: Sense): Pick<ForwardRule, 'directions' | 'ports'> | null {
  const { dports, sports, eitherPorts, originalPorts, direction, apple } = sense;
  if (!sense.tcp || !sense.established || sense.narrowed) return null;
  const named = [dports, sports, eitherPorts, originalPorts].filter((list) => list !== null);
  if (named.length > 1) return null;
  if (dports && apple !== 'source') {
    return direction === 'reply' ? null : { directions: ['original'], ports: dports };
  }
  if (sports && apple !== 'destination') {
    return direction === 'original' ? null : { directions: ['reply'], ports: sports };
  }
  const both = eitherPorts ?? originalPorts ?? (named.length === 0 ? [everyPort] : null);
  if (!both || apple) return null;
  return { directions: direction ? [direction] : ['original', 'reply'], ports: both };
}

/** A rule as it stands in a path. `aboveOffload`: an accept-everything below it is no exemption, just the firewall. */
export function toForwardRule(
  sense: Sense,
  shown: { index: number; comment: string | null; handle: number | null; line: string },
  aboveOffload: boolean,
): ForwardRule {
  const { comment, ...place } = shown;
  const base = {
    ...place,
    families: sense.families,
    establishedOnly: sense.establishedOnly,
    ours: isOurs(comment),
  };
  if (sense.verdict.kind === 'offload' && sense.tcp) {
    return { ...base, kind: 'offload', directions: [], ports: [], hardware: sense.verdict.hardware };
  }
  const exempts = sense.verdict.kind === 'accept' ? exemption(sense) : null;
  const general = exempts?.ports.includes(everyPort) ?? false;
  if (exempts && (aboveOffload || !general)) return { ...base, kind: 'exempt', ...exempts, hardware: false };
  return { ...base, kind: 'other', directions: [], ports: [], hardware: false };
}
