import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'connections are forgotten after five minutes',
  on: everywhere,
  setUp: 'echo 300 > /proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established; /lab/phone fresh',
  tearDown: 'echo 7440 > /proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established',
  found: ['established-timeout-low'],
};
