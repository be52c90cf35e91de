import type { Flow } from '../../conntrack/flow.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Remark } from '../finding.ts';
import type { Judgement } from '../judgement.ts';
import { findingText, remarkText } from './words.ts';

/** The object `diagnose --json` prints. Texts are English: it is for scripts. */
export function toJson<P>(
  judgement: Judgement,
  plan: P | null,
  remedyFor: (causeId: string) => string | null = () => null,
) {
  return {
    verdict: judgement.verdict,
    class: judgement.class,
    confidence: judgement.confidence,
    router: judgement.router,
    flows: judgement.flows.map(flowJson),
    findings: judgement.findings.map((finding) => findingJson(finding, remedyFor)),
    ruled_out: judgement.ruledOut.map((remark) => remarkJson('ruled-out', remark)),
    unknown: judgement.unknown.map((remark) => remarkJson('unknown', remark)),
    plan,
  };
}

const flowJson = ({ service, device, server, entry, exempt }: Flow) => ({
  service,
  device: { ip: device.ip, mac: device.mac, name: device.name },
  server: { ip: server.ip, port: server.port },
  family: entry.family,
  state: entry.state,
  timeout_s: entry.timeoutS,
  offloaded: entry.offload !== 'none',
  hardware: entry.offload === 'hardware',
  exempt,
});

const findingJson = (finding: Finding, remedyFor: (causeId: string) => string | null) => ({
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
