import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a rule of the router rejects 5223',
  on: everywhere,
  setUp: `/lab/phone stop; sleep 1; conntrack -F 2> /dev/null
nft insert rule inet fw4 forward tcp dport 5223 drop
for n in 1 2; do ip netns exec iphone nc -w 9 17.57.144.10 5223 < /dev/null > /dev/null 2>&1 & done
sleep 5`,
  tearDown: 'fw4 -q reload',
  found: [],
  also: ['push-port-blocked', 'no-push-flow'],
};
