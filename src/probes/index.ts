import { clock } from './clock.ts';
import { config } from './config.ts';
import { conntrack } from './conntrack.ts';
import { dns } from './dns.ts';
import type { Probe } from './engine/probe.ts';
import { firmware } from './firmware.ts';
import { intercept } from './intercept.ts';
import { interfaces } from './interfaces.ts';
import { iptables } from './iptables.ts';
import { leases } from './leases.ts';
import { log } from './log.ts';
import { neighbours } from './neighbours.ts';
import { nft } from './nft.ts';
import { own } from './own.ts';
import { ppe } from './ppe.ts';
import { programs } from './programs.ts';
import type { ProbeId } from './readings.ts';
import { sysctls } from './sysctls.ts';
import { system } from './system.ts';
import { table } from './table.ts';
import { tools } from './tools.ts';
import { uci } from './uci.ts';
import { wan } from './wan.ts';

/** Every probe, in the order the script runs them: what moves most is read close together. */
export const probes = {
  system,
  firmware,
  clock,
  tools,
  uci,
  sysctls,
  table,
  conntrack,
  nft,
  iptables,
  leases,
  neighbours,
  wan,
  log,
  own,
  config,
  interfaces,
  programs,
  ppe,
  intercept,
  dns,
} satisfies { [I in ProbeId]: Probe<I> };
