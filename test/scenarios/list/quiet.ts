import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'nothing is wrong',
  on: everywhere,
  setUp: ':',
  tearDown: ':',
  found: [],
};
