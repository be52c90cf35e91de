import type { Flow } from '../conntrack/flow.ts';
import type { Answer } from '../firewall/index.ts';

/** `local`: a program on the router holds it, e.g. a transparent proxy, so no packet of it meets the forward rules. */
export type Path = 'offloaded' | 'forwarded' | 'local' | 'unknown';

/** Whether the router still knows a connection when its phone has been silent for as long as phones are. */
export type FateKind = 'kept' | 'forgotten' | 'unknown';

/**
 * What does not fit about a connection. None of these is healthy, whatever else is so.
 * `offloaded-without-rule`: it is in the flowtable, and no rule is known that puts it there.
 * `exempt-yet-offloaded`: it is in the flowtable although the rules keep it out.
 * `never-offloaded`: the rules take everything, and it has had its packets without being taken.
 * `flag-missing`: the hardware should have it, and its entry does not say so.
 * `hardware-without-rule`: its entry says hardware, and no flowtable hands anything to hardware.
 * `picked-up`: its entry was forgotten and made anew in mid-stream, and nothing known here forgets.
 */
export type Doubt =
  | 'offloaded-without-rule'
  | 'exempt-yet-offloaded'
  | 'never-offloaded'
  | 'flag-missing'
  | 'hardware-without-rule'
  | 'picked-up';

/** A push connection of which the way is known, and what the rules do to it. */
export type Routed = Flow & Pick<Connection, 'path' | 'byRules'>;

/** A push connection, judged by what it did, else by its entry, else by what rules and settings let one expect. */
export interface Connection extends Flow {
  path: Path;
  fate: FateKind;
  /** Seconds of silence after which it is forgotten; `null` unless its fate is that. */
  afterS: number | null;
  /** Whether the rules offload it, asked for this very connection. */
  byRules: Answer;
  doubt: Doubt | null;
}
