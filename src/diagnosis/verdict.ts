import { checks } from '../causes/index.ts';
import { firewallOf } from '../firewall/first/paths.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { ask } from './ask.ts';
import type { CheckResult, Finding, Judgement, Remark, Scene, Severity } from './finding.ts';
import { timeoutsOf } from './timeouts.ts';

/** Asks every check and weighs what they say. Pure. */
export function judgeScene(scene: Scene): Judgement {
  const results = checks.map((check) => ask(check, scene));
  const findings = results
    .flatMap((result) => (result.kind === 'found' ? [result.finding] : []))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
  const verdict = verdictOf(scene, findings);
  const { basis, values, evidence } = scene.classification;
  return {
    verdict,
    class: scene.classification.class,
    confidence: confidenceOf(scene, verdict, findings),
    because: { basis, values, evidence },
    router: routerOf(scene),
    flows: scene.flows,
    findings,
    ruledOut: remarks(results, 'ruled-out'),
    unknown: remarks(results, 'unknown'),
    offerExemption: findings.some((finding) => finding.remedy === 'exempt'),
    offerRevert: findings.some((finding) => finding.remedy === 'revert'),
  };
}

const rank: Record<Severity, number> = { fault: 0, risk: 1, good: 2, note: 3 };

const remarks = (results: readonly CheckResult[], kind: 'ruled-out' | 'unknown'): Remark[] =>
  results.flatMap((result) => (result.kind === kind ? [result.remark] : []));

/** Risks that leave open whether pushes are late, where others only say that they may become so. */
const leavesOpen: ReadonlySet<string> = new Set(['hardware-desync', 'other-accelerator']);

function verdictOf(scene: Scene, findings: readonly Finding[]): Judgement['verdict'] {
  if (findings.some((finding) => finding.severity === 'fault')) return 'impaired';
  if (scene.classification.class === 'unknown' || !essentialsRead(scene.snapshot)) return 'inconclusive';
  const open = findings.some((finding) => finding.severity === 'risk' && leavesOpen.has(finding.id));
  return open ? 'inconclusive' : 'healthy';
}

/** Without these nobody can call a router healthy. */
const essentialsRead = (snapshot: Snapshot): boolean =>
  snapshot.conntrack.kind === 'value' && timeoutsOf(snapshot) !== null;

function confidenceOf(scene: Scene, verdict: Judgement['verdict'], findings: readonly Finding[]): number {
  const { confidence } = scene.classification;
  if (verdict === 'inconclusive') return Math.min(confidence, 0.5);
  const unseen = findings.some((finding) => finding.id === 'no-push-flow');
  if (verdict === 'healthy') return round(unseen ? confidence * 0.85 : confidence);
  const byClass = findings.some(
    (finding) => finding.severity === 'fault' && finding.id === 'offload-eviction',
  );
  return round(byClass ? confidence : 0.9);
}

const round = (n: number): number => Math.round(n * 100) / 100;

function routerOf({ snapshot, paths, use }: Scene): Judgement['router'] {
  const system = snapshot.system.kind === 'value' ? snapshot.system.value : null;
  return {
    kernel: system?.kernel ?? null,
    distribution: system?.distribution ?? null,
    release: system?.release ?? null,
    firewall: firewallOf(snapshot) ?? paths[0]?.firewall ?? null,
    offload: { software: use.software, hardware: use.hardware },
  };
}
