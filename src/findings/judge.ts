import type { Snapshot } from '../probes/probe.ts';
import type { ProbeId, Readings } from '../probes/readings.ts';
import type { Flow } from '../push/flow.ts';
import type { Check, CheckResult, Finding, Judgement, Remark, Scene, Severity } from './finding.ts';
import { checks } from './index.ts';
import { rulesKnown } from './offload.ts';
import { type JudgeOptions, sceneOf } from './scene.ts';
import { timeoutsOf } from './timeouts.ts';

/** Snapshot → what it means. Pure; never throws on a router that says little. */
export const judge = (snapshot: Snapshot, options: JudgeOptions = {}): Judgement =>
  judgeScene(sceneOf(snapshot, options));

/** As {@link judge}, over a scene made by hand. */
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

/** A push connection still in the flowtable, to be followed: only when nothing else decides. `null`: no need. */
export function flowToFollow(judgement: Judgement): Flow | null {
  if (judgement.class !== 'unknown') return null;
  return judgement.flows.find((flow) => flow.entry.offload !== 'none' && flow.exempt !== true) ?? null;
}

/** Whether following one entry can decide what the snapshot alone could not. */
export const needsFollow = (judgement: Judgement): boolean => flowToFollow(judgement) !== null;

const rank: Record<Severity, number> = { fault: 0, risk: 1, good: 2, note: 3 };

const remarks = (results: readonly CheckResult[], kind: 'ruled-out' | 'unknown'): Remark[] =>
  results.flatMap((result) => (result.kind === kind ? [result.remark] : []));

/** Runs one check, or says why it could not look. */
export function ask(check: Check, scene: Scene): CheckResult {
  const missing = lacking(check, scene.snapshot);
  if (missing.length > 0)
    return { kind: 'unknown', remark: { id: check.id, values: {}, evidence: [], missing } };
  return check.look(scene, readingsOf(scene.snapshot, check.needs));
}

function lacking(check: Check, snapshot: Snapshot): { probe: ProbeId; why: string }[] {
  const unread = (probe: ProbeId) => {
    const reading = snapshot[probe];
    return reading.kind === 'value' ? [] : [{ probe, why: reading.why }];
  };
  const oneOf = check.needsOneOf ?? [];
  const gaps = oneOf.flatMap(unread);
  return [...check.needs.flatMap(unread), ...(gaps.length === oneOf.length ? gaps : [])];
}

function readingsOf(snapshot: Snapshot, ids: readonly ProbeId[]): Readings {
  const read: Partial<Record<ProbeId, unknown>> = {};
  for (const id of ids) {
    const reading = snapshot[id];
    if (reading.kind === 'value') read[id] = reading.value;
  }
  // A check's type lets it see only what it named, and all of that is here.
  return read as unknown as Readings;
}

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
  snapshot.conntrack.kind === 'value' && timeoutsOf(snapshot) !== null && rulesKnown(snapshot);

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
    firewall: paths[0]?.firewall ?? null,
    offload: { software: use.software, hardware: use.hardware },
  };
}
