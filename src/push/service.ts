import type { Language } from '../model/language.ts';

/** An inclusive range of ports. */
export interface PortRange {
  from: number;
  to: number;
}

/**
 * How a fact is known. `documented`: its owner says so. `observed`: seen by others, and may change any day. `unknown`:
 * nobody says, and nothing here stands for it.
 */
export type Certainty = 'documented' | 'observed' | 'unknown';

/** A service that keeps a connection open to be reached at any time, as devices at home reach it. */
export interface Service {
  /** The file's name. Kept in plans and watches: never renamed. */
  id: string;
  /** Its proper name, and where people call it otherwise, that one. */
  name: string;
  names?: Partial<Record<Language, string>>;
  /** `phone`: wakes all apps of a phone. `app`: one app's own. `thing`: mostly things. `call`: telephone calls. */
  kind: 'phone' | 'app' | 'thing' | 'call';
  proto: 'tcp' | 'udp';
  /** Ports of its own, whatever the server. */
  ports: readonly PortRange[];
  /**
   * Ports shared with others, which count only towards these prefixes. `sure`: what goes there is this service; else it
   * may be anything else of the same owner.
   */
  shared: { ports: readonly number[]; prefixes: readonly string[]; sure: boolean } | null;
  /** Names that devices look up. `*` stands for a label that varies. */
  hosts: readonly string[];
  /** Longest silence between two heartbeats, seconds; `null`: not known. */
  heartbeatS: number | null;
  /** Seconds a quiet connection has to be kept, as the owner says or advises; else {@link commonQuietS}. */
  quietS: number;
  /** Whether a watch follows it: only what people wait for. */
  watched: boolean;
  certainty: { ports: Certainty; prefixes: Certainty; heartbeat: Certainty };
  /** Where all of this is from. */
  sources: readonly [string, ...string[]];
}

/**
 * Seconds that a connection is to be kept where its owner says nothing: what Google asks of NAT for its own.
 * https://firebase.google.com/docs/cloud-messaging/network-configuration
 */
export const commonQuietS = 1800;
