import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the provider gave another IPv6 prefix, and the phone was not told',
  on: everywhere,
  setUp: `ip -6 addr add 2001:db8:9::1/64 dev br-lan nodad; ip -6 route add 2001:db8:8::/64 dev br-lan
ip netns exec iphone ip -6 addr add 2001:db8:8::188/64 dev wlan0 nodad
ip netns exec iphone ip -6 addr change fd00:1::188/64 dev wlan0 preferred_lft 0
ip netns exec iphone nc -w 9 2620:149:a44:404::10 5223 < /dev/null > /dev/null 2>&1 &
sleep 2`,
  tearDown: `ip netns exec iphone ip -6 addr change fd00:1::188/64 dev wlan0 preferred_lft forever
ip -6 addr del 2001:db8:9::1/64 dev br-lan; ip -6 route del 2001:db8:8::/64 dev br-lan
ip netns exec iphone ip -6 addr del 2001:db8:8::188/64 dev wlan0`,
  found: ['ipv6-stale-prefix'],
};
