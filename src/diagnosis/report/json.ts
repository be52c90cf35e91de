import type { Evidence } from '../../model/evidence.ts';
import type { Offer } from '../../model/offer.ts';
import { sayAny } from '../../words/words.ts';
import type { Connection } from '../connection.ts';
import type { Finding, Remark } from '../finding.ts';
import type { Judgement } from '../judgement.ts';
import type { DiagnosisJson } from './json.schema.ts';
import { findingText, remarkText } from './words.ts';

/** What is offered beside a judgement. */
export interface Offered<P extends { id: string }> {
  offers: readonly Offer[];
  /** That of the first offer. */
  plan: P | null;
  /** The remedy that cures a cause; `null`: none of ours. */
  remedyFor: RemedyFor;
}

type RemedyFor = (causeId: string) => string | null;

/** The object `diagnose --json` prints. Texts are English: it is for scripts. Each cause stands in it exactly once. */
export function toJson<P extends { id: string }>(
  judgement: Judgement,
  { offers, plan, remedyFor }: Offered<P>,
): Omit<DiagnosisJson, 'plan'> & { plan: P | null } {
  return {
    schema: 2,
    verdict: judgement.verdict,
    class: judgement.class,
    confidence: judgement.confidence,
    router: judgement.router,
    flows: judgement.flows.map(flowJson),
    findings: judgement.findings.map((finding) => findingJson(finding, offeredOf(remedyFor, offers))),
    ruled_out: [
      ...judgement.ruledOut.map((remark) => remarkJson('ruled-out', remark)),
      ...judgement.silent.map((id) => ({ id, why: sayAny('en', 'ruled-out.nothing') })),
    ],
    unknown: judgement.unknown.map((remark) => remarkJson('unknown', remark)),
    offers: offers.map(offerJson),
    plan,
  };
}

/** A remedy is named only where there is an offer of it; what takes ours back needs none. */
const offeredOf =
  (remedyFor: RemedyFor, offers: readonly Offer[]): RemedyFor =>
  (causeId) => {
    const id = remedyFor(causeId);
    return id === 'revert' || offers.some(({ remedy }) => remedy === id) ? id : null;
  };

const flowJson = ({ service, device, server, entry, exempt, path, fate, afterS }: Connection) => ({
  service,
  device: { ip: device.ip, mac: device.mac, name: device.name },
  server: { ip: server.ip, port: server.port },
  family: entry.family,
  state: entry.state,
  timeout_s: entry.timeoutS,
  offloaded: entry.offload !== 'none',
  hardware: entry.offload === 'hardware',
  exempt,
  path,
  fate,
  after_s: afterS,
});

const findingJson = (finding: Finding, remedyFor: RemedyFor) => ({
  id: finding.id,
  severity: finding.severity,
  title: findingText('en', finding, 'title') ?? finding.id,
  evidence: finding.evidence.map(evidenceJson),
  remedy: remedyFor(finding.id) ?? (findingText('en', finding, 'remedy') === null ? null : 'advice'),
});

const remarkJson = (kind: 'ruled-out' | 'unknown', remark: Remark) => ({
  id: remark.id,
  why: remarkText('en', kind, remark),
});

const evidenceJson = ({ source, line }: Evidence) => ({ source, line });

const offerJson = ({ remedy, title, cost, persistent, steps }: Offer) => ({
  remedy,
  title: sayAny('en', title.key, title.values),
  cost,
  persistent,
  steps: steps.map(({ id, script }) => ({ id, script })),
});
