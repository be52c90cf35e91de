import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the phone is at home and holds no connection',
  on: everywhere,
  setUp: `/lab/phone stop; conntrack -F 2> /dev/null
ip netns exec iphone ping -c 1 -W 1 192.168.1.1 > /dev/null`,
  tearDown: ':',
  found: ['no-push-flow'],
};
