/**
 * What a router's rules mean for a packet. Rules are compiled once per snapshot and then asked:
 *
 *     const rules = rulesOf(snapshot);             // compiled once per snapshot; never throws
 *     offloadSites(rules)                          // OffloadSite[]: the base chains that offload forwarded TCP
 *     fateByRules(rules, connection)               // Fate of one conntrack entry
 *     coverage(rules, { family, port, servers })   // Cover of a service, whoever uses it
 *     doubtsOf(rules)                              // why "no offload rule" may not be believed; [] when it may
 */
export type {
  Answer,
  Connection,
  Cover,
  Coverage,
  Device,
  Direction,
  DirectionFate,
  Family,
  Fate,
  FirewallKind,
  OffloadSite,
  RuleLine,
  ServiceQuestion,
} from './api.types.ts';
