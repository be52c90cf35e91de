import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the line is dialled anew again and again',
  on: everywhere,
  setUp: 'for n in 1 2 3; do /sbin/ifup wan; done; /lab/phone fresh',
  tearDown: ': > /tmp/log; echo 0 0 > /tmp/run/wan.since',
  found: ['wan-redial'],
};
