import type { Connection } from '../../src/firewall/api.types.ts';
import { coverage, type Family, fateByRules, offloadSites, rulesOf } from '../../src/firewall/index.ts';
import type { Rules } from '../../src/firewall/program.ts';
import { absent } from '../../src/probes/engine/probe.ts';
import { iptables } from '../../src/probes/iptables.ts';
import { nft } from '../../src/probes/nft.ts';

const none = absent('');

/** Rules out of an `nft` section, or out of nft's text alone. */
export const nftRules = (text: string): Rules =>
  rulesOf({ nft: nft.parse({ status: 0, text }), iptables: none, uci: none, tools: none });

/** A base chain in an inet table with these rules, `before` it. */
export const forward = (rules: string, before = '', family = 'inet'): Rules =>
  nftRules(`table ${family} t {
  flowtable ft {
    hook ingress priority 0
    devices = { lan, wan }
  }
  ${before}
  chain forward {
    type filter hook forward priority filter; policy accept;
    ${rules}
  }
}`);

/** Rules of iptables, IPv4. */
export const iptablesRules = (text: string): Rules =>
  rulesOf({
    nft: none,
    iptables: iptables.parse({ status: 0, text: `family ipv4\n${text}` }),
    uci: none,
    tools: none,
  });

/** Where Apple's push servers are. */
const apple: Record<Family, readonly string[]> = {
  ipv4: ['17.0.0.0/8'],
  ipv6: ['2620:149:a44::/48', '2403:300:a42::/48', '2403:300:a51::/48', '2a01:b740:a42::/48'],
};

export const covered = (rules: Rules, family: Family = 'ipv4', port = 5223) =>
  coverage(rules, { family, port, servers: apple[family], lan: { not: ['wan'] }, wan: 'wan' });

export const families = (rules: Rules): Family[] => [
  ...new Set(offloadSites(rules).flatMap((site) => site.families)),
];

/** A phone's connection to Apple, as an entry would tell it. */
export const connection = (more: Partial<Connection> = {}): Connection => ({
  family: 'ipv4',
  client: '192.168.1.188',
  clientPort: 50_000,
  server: '17.57.144.10',
  serverPort: 5223,
  lan: 'br-lan',
  wan: 'wan',
  mark: 0,
  reply: { src: '17.57.144.10', dst: '203.0.113.2', sport: 5223, dport: 50_000 },
  ...more,
});

export const fateOf = (rules: Rules, more: Partial<Connection> = {}) =>
  fateByRules(rules, connection(more)).offloaded;
