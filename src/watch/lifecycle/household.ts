/**
 * Where a push connection is in its life. `opening`: asked for, not answered. `open`: both sides spoke, counted by the
 * slow path. `offloaded`: in the flowtable. `counting`: left it, idle. `revived`: picked up in mid-stream, not answered
 * yet. `closing`: a FIN or RST was seen.
 */
export type Phase = 'opening' | 'open' | 'offloaded' | 'counting' | 'revived' | 'closing';

/** One push connection. Plain JSON. Times are the router's uptime, seconds. */
export interface FlowState {
  /** Original tuple: what makes it this connection. */
  key: string;
  service: string;
  family: 'ipv4' | 'ipv6';
  /** The device's address. */
  ip: string;
  server: { ip: string; port: number };
  /** Behind the router's WAN address. */
  masqueraded: boolean;
  phase: Phase;
  /** Both sides have spoken. */
  twoWay: boolean;
  firstS: number;
  /** Last look that told of it. */
  toldS: number;
  /** When it is forgotten unless somebody speaks; `null` while in the flowtable. */
  dueS: number | null;
  /** Its last packet, as well as the looks tell. */
  spokeS: number | null;
  /** When it left the flowtable, while it counts down. */
  leftS: number | null;
  /** Last line in the flowtable, first one out of it. */
  leaving: { offloaded: string; after: string } | null;
  /** Last line. */
  line: string;
}

/** What is known of a device by its address. Names are its own words. */
export interface KnownDevice {
  mac: string | null;
  name: string | null;
  /** On this router's Wi-Fi when last asked; `null`: cannot be asked. */
  wifi: boolean | null;
}

/** A device without its push connection. */
export interface Outage {
  /** The same however often it is derived from the same looks. */
  id: string;
  /** The connection that was evicted, as it was last. */
  flow: FlowState;
  boot: string;
  fromS: number;
}

/** Everything known of the push connections behind one router. Plain JSON. */
export interface Household {
  /** `null`: never looked at. */
  boot: string | null;
  /** Of the last look. */
  atS: number;
  flows: Record<string, FlowState>;
  devices: Record<string, KnownDevice>;
  gaps: Outage[];
  /** Keys of `flows` from an earlier run of the loop that this one has not told; `null` once it has told all there are. */
  untold: string[] | null;
  /** Last look of the earlier run, until then. */
  blindS: number | null;
  /** When rules and WAN address changed last. */
  rulesS: number | null;
  wanS: number | null;
}

/** What the looks cannot tell by themselves: settings of the router. Seconds; `null`: not known. */
export interface Settings {
  /** `nf_conntrack_tcp_timeout_established`. */
  establishedS: number | null;
  /** Idle time in the flowtable. */
  flowtableS: number;
  /** What an idle connection is left when it leaves the flowtable; `null`: the rest of its own timeout. */
  pickupS: number | null;
  /** Between two looks. */
  everyS: number;
}

/**
 * How a connection ended that is no news for its device. `expired`: idle for longer than push connections have to be
 * kept. `away`: its device left. `cut`: before its time, alone. `unseen`: while nobody watched, or too few looks.
 */
export type EndReason = 'closed' | 'replaced' | 'expired' | 'away' | 'cut' | 'unseen' | 'flushed';

export type Transition = { atS: number } /** A phase began. */ & (
  | { kind: 'phase'; flow: FlowState; phase: Phase }
  /** `others`: connections of the same device and service that went with it. */
  | { kind: 'evicted'; flow: FlowState; gap: Outage; idleS: number; others: FlowState[] }
  /** `gapS` may be too long by `unsureS`: nobody looked when it ended. `null`: the router rebooted meanwhile. */
  | { kind: 'back'; flow: FlowState; gap: Outage; gapS: number | null; unsureS: number }
  /** A gap that ends without its device: it left the network, or nothing was heard of it for hours. */
  | { kind: 'lost'; gap: Outage }
  | { kind: 'ended'; flow: FlowState; how: EndReason }
  | { kind: 'flushed'; count: number; why: 'firewall' | 'redial' | 'reboot' | 'unknown' }
  /** A run of the loop has told all there is. `unseen`: connections that were known before, and went unwatched. */
  | { kind: 'settled'; unseen: number }
);
