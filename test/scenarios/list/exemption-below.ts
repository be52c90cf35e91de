import { offloading, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the exemption stands below the offload rule',
  on: offloading,
  setUp: `nft add rule inet fw4 forward tcp dport '{ 5223, 5228-5230 }' accept
nft add rule inet fw4 forward tcp sport '{ 5223, 5228-5230 }' accept
/lab/phone fresh`,
  tearDown: 'fw4 -q reload',
  found: [],
  also: ['exemption-below-offload', 'offload-eviction', 'exemption-missing'],
};
