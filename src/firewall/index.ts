/**
 * What a router's rules mean for a packet. Rules are compiled once per snapshot and then asked:
 *
 *     const rules = rulesOf(snapshot);
 *     offloadSites(rules)                          // the base chains that offload forwarded TCP
 *     fateByRules(rules, connectionOf(entry, placesOf(snapshot)))   // one conntrack entry
 *     coverage(rules, { family, port, servers })   // a service, whoever uses it
 *     doubtsOf(rules)                              // why "no offload rule" may not be believed
 */
export type {
  Answer,
  Cover,
  Family,
  Fate,
  FirewallKind,
  OffloadSite,
  RuleLine,
  ServiceQuestion,
} from './api.types.ts';
export { coverage } from './coverage.ts';
export { doubtsOf } from './doubts.ts';
export { fateByRules } from './fate.ts';
export { appendedRule, linesOfWords } from './iptables/words.ts';
export { connectionOf, placesOf } from './question.ts';
export { rulesOf } from './rules.ts';
export { baseChains, type ForwardChain, offloadSites } from './sites.ts';
