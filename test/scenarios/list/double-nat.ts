import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the provider translates a second time',
  on: everywhere,
  setUp: `/lab/phone stop; conntrack -F 2> /dev/null
ip addr del 203.0.113.2/24 dev wan; ip addr add 100.72.3.4/24 dev wan
ip netns exec apple ip addr add 100.72.3.1/24 dev uplink
ip route replace default via 100.72.3.1 dev wan; /lab/phone start`,
  tearDown: `ip netns exec apple ip addr del 100.72.3.1/24 dev uplink
ip addr del 100.72.3.4/24 dev wan; ip addr add 203.0.113.2/24 brd + dev wan
ip route add default via 203.0.113.1 dev wan`,
  found: ['double-nat'],
};
