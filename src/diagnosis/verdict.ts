import { readValue } from '../probes/engine/probe.ts';
import { ask } from './ask.ts';
import type { Cause, CauseResult } from './cause.ts';
import type { Connection } from './connection.ts';
import { decidingTest } from './deciding.ts';
import type { Facts } from './facts.ts';
import type { Finding, Remark, Severity } from './finding.ts';
import { firmwareOf } from './firmware.ts';
import type { Judgement } from './judgement.ts';
import { isOpen, isShared, wakesPhones } from './states.ts';

/** Asks every cause of the list, in whose order equally grave findings are told, and weighs what they say. Pure. */
export function judgeFacts(facts: Facts, causes: readonly Cause[]): Judgement {
  const results = causes.map((cause) => ask(cause, facts));
  const findings = results
    .flatMap((result) => (result.kind === 'found' ? [result.finding] : []))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
  const verdict = verdictOf(facts, findings);
  const proxied = isProxied(facts);
  const { basis, values, evidence } = facts.classification;
  return {
    verdict,
    class: proxied ? 'proxied' : facts.classification.class,
    confidence: confidenceOf(facts, verdict, findings),
    because: proxied ? { basis: 'proxied', values: {}, evidence: [] } : { basis, values, evidence },
    router: routerOf(facts),
    flows: facts.flows,
    findings,
    ruledOut: remarks(results, 'ruled-out'),
    unknown: remarks(results, 'unknown'),
    deciding: isDecidable(facts, verdict) ? decidingTest(causes, results) : null,
    silent: causes.flatMap(({ id }, at) => (results[at]?.kind === 'nothing' ? [id] : [])),
  };
}

const rank: Record<Severity, number> = { fault: 0, risk: 1, good: 2, note: 3 };

const remarks = (results: readonly CauseResult[], kind: 'ruled-out' | 'unknown'): Remark[] =>
  results.flatMap((result) => (result.kind === kind ? [result.remark] : []));

/** An open connection that is certainly push. */
const isTelling = (flow: Connection): boolean => isOpen(flow) && !isShared(flow) && wakesPhones(flow);

/** Every connection that is certainly push ends in a program on the router: what the kernel does to others is no matter. */
function isProxied({ flows }: Facts): boolean {
  const telling = flows.filter(isTelling);
  return telling.length > 0 && telling.every(({ path }) => path === 'local');
}

/** Healthy is only what was seen and is accounted for: nothing that was not read, not followed or does not fit. */
function verdictOf(facts: Facts, findings: readonly Finding[]): Judgement['verdict'] {
  if (findings.some((finding) => finding.severity === 'fault')) return 'impaired';
  const telling = facts.flows.filter(isTelling);
  const accounted =
    facts.classification.class !== 'unknown' &&
    facts.timeouts !== null &&
    readValue(facts.snapshot.conntrack)?.truncated === false &&
    facts.rules.doubts.length === 0 &&
    findings.every(({ leavesOpen }) => leavesOpen !== true) &&
    facts.flows.every(({ doubt }) => doubt === null) &&
    telling.length > 0 &&
    telling.every(({ fate }) => fate === 'kept');
  return accounted ? 'healthy' : 'inconclusive';
}

/** A fault that was found needs no test, and where the table cannot be read a test would see nothing. */
const isDecidable = ({ snapshot }: Facts, verdict: Judgement['verdict']): boolean =>
  verdict !== 'impaired' && snapshot.conntrack.kind === 'value';

/** Of an impaired router: that of the fault that is told first. Of a healthy one: the class's. */
function confidenceOf(facts: Facts, verdict: Judgement['verdict'], findings: readonly Finding[]): number {
  const { confidence } = facts.classification;
  if (verdict === 'inconclusive') return Math.min(confidence, 0.5);
  return round(verdict === 'healthy' ? confidence : (findings[0]?.confidence ?? 0.9));
}

const round = (n: number): number => Math.round(n * 100) / 100;

function routerOf({ snapshot, rules, use }: Facts): Judgement['router'] {
  const system = readValue(snapshot.system);
  return {
    kernel: system?.kernel ?? null,
    distribution: system?.distribution ?? firmwareOf(snapshot)?.firmware.name ?? null,
    release: system?.release ?? null,
    firewall: rules.firewall,
    offload: { software: use.software, hardware: use.hardware },
  };
}
