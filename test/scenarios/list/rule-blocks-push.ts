import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a rule of the router rejects 5223',
  on: everywhere,
  setUp: `/lab/phone stop; sleep 1; conntrack -F 2> /dev/null
uci set firewall.nopush=rule; uci set firewall.nopush.src=lan; uci set firewall.nopush.dest=wan
uci set firewall.nopush.proto=tcp; uci set firewall.nopush.dest_port=5223; uci set firewall.nopush.target=REJECT
uci commit firewall; fw4 -q reload
ip netns exec iphone nc -w 2 17.57.144.10 5223 < /dev/null > /dev/null 2>&1; :`,
  tearDown: 'uci delete firewall.nopush; uci commit firewall; fw4 -q reload',
  found: ['push-port-blocked'],
  also: ['no-push-flow'],
};
