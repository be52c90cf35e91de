import type { FirewallKind } from '../../firewall/first/forward.ts';
import type { Firewall } from './firewall.ts';
import { fw3 } from './fw3.ts';
import { fw4 } from './fw4.ts';
import { iptables } from './iptables.ts';
import { nftables } from './nftables.ts';

/** Every firewall an exemption can be written for. A new one: a file here and a line. */
export const firewalls = { fw4, fw3, nftables, iptables } satisfies Record<FirewallKind, Firewall>;
