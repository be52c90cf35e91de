import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'connections leave by an address the router no longer has',
  on: everywhere,
  setUp: `nft insert rule inet fw4 srcnat meta nfproto ipv4 oifname wan snat ip to 203.0.113.2
/lab/phone fresh
ip addr del 203.0.113.2/24 dev wan; ip addr add 203.0.113.9/24 brd + dev wan
ip route add default via 203.0.113.1 dev wan`,
  tearDown: `ip addr del 203.0.113.9/24 dev wan; ip addr add 203.0.113.2/24 brd + dev wan
ip route add default via 203.0.113.1 dev wan; fw4 -q reload`,
  found: ['wan-changed'],
};
