import type { Flow } from '../conntrack/flow.ts';
import { firewallOf } from '../firewall/first/paths.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { ask } from './ask.ts';
import type { Cause, CauseResult } from './cause.ts';
import type { Facts } from './facts.ts';
import type { Finding, Remark, Severity } from './finding.ts';
import type { Judgement } from './judgement.ts';
import { isOpen, isShared, wakesPhones } from './states.ts';
import { timeoutsOf } from './timeouts.ts';

/** Asks every cause of the list, in whose order equally grave findings are told, and weighs what they say. Pure. */
export function judgeFacts(facts: Facts, causes: readonly Cause[]): Judgement {
  const results = causes.map((cause) => ask(cause, facts));
  const findings = results
    .flatMap((result) => (result.kind === 'found' ? [result.finding] : []))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
  const verdict = verdictOf(facts, findings);
  const { basis, values, evidence } = facts.classification;
  return {
    verdict,
    class: facts.classification.class,
    confidence: confidenceOf(facts, verdict, findings),
    because: { basis, values, evidence },
    router: routerOf(facts),
    flows: facts.flows,
    findings,
    ruledOut: remarks(results, 'ruled-out'),
    unknown: remarks(results, 'unknown'),
  };
}

const rank: Record<Severity, number> = { fault: 0, risk: 1, good: 2, note: 3 };

const remarks = (results: readonly CauseResult[], kind: 'ruled-out' | 'unknown'): Remark[] =>
  results.flatMap((result) => (result.kind === kind ? [result.remark] : []));

function verdictOf(facts: Facts, findings: readonly Finding[]): Judgement['verdict'] {
  if (findings.some((finding) => finding.severity === 'fault')) return 'impaired';
  if (facts.classification.class === 'unknown' || !essentialsRead(facts.snapshot)) return 'inconclusive';
  const open = findings.some((finding) => finding.leavesOpen === true);
  return open ? 'inconclusive' : 'healthy';
}

/** Without these nobody can call a router healthy. */
const essentialsRead = (snapshot: Snapshot): boolean =>
  snapshot.conntrack.kind === 'value' && timeoutsOf(snapshot) !== null;

/** Of an impaired router: that of the fault that is told first. Of a healthy router: the class's, less where nothing was seen that could tell otherwise. */
function confidenceOf(facts: Facts, verdict: Judgement['verdict'], findings: readonly Finding[]): number {
  const { confidence } = facts.classification;
  if (verdict === 'inconclusive') return Math.min(confidence, 0.5);
  if (verdict === 'healthy') return round(facts.flows.some(isOwnOpen) ? confidence : confidence * 0.85);
  return round(findings[0]?.confidence ?? 0.9);
}

/** An open connection that is certainly push. */
const isOwnOpen = (flow: Flow): boolean => isOpen(flow) && !isShared(flow) && wakesPhones(flow);

const round = (n: number): number => Math.round(n * 100) / 100;

function routerOf({ snapshot, paths, use }: Facts): Judgement['router'] {
  const system = snapshot.system.kind === 'value' ? snapshot.system.value : null;
  return {
    kernel: system?.kernel ?? null,
    distribution: system?.distribution ?? null,
    release: system?.release ?? null,
    firewall: firewallOf(snapshot) ?? paths[0]?.firewall ?? null,
    offload: { software: use.software, hardware: use.hardware },
  };
}
