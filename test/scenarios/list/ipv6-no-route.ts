import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'devices have IPv6 addresses, the router has no way out',
  on: everywhere,
  setUp: `/lab/phone stop; conntrack -F 2> /dev/null
ip -6 addr add 2001:db8:9::1/64 dev br-lan nodad; ip netns exec iphone ip -6 addr add 2001:db8:9::188/64 dev wlan0 nodad
ip netns exec iphone ping -6 -c 1 -W 1 -I 2001:db8:9::188 2001:db8:9::1 > /dev/null
ip -6 route del default dev wan; /lab/phone start v4
ip netns exec iphone nc -w 9 2620:149:a44:404::10 5223 < /dev/null > /dev/null 2>&1 &
sleep 2`,
  tearDown:
    'ip -6 addr del 2001:db8:9::1/64 dev br-lan; ip netns exec iphone ip -6 addr del 2001:db8:9::188/64 dev wlan0; ip -6 route add default via 2001:db8:1::1 dev wan',
  found: ['ipv6-no-route'],
};
