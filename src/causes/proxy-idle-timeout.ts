import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { apart } from '../diagnosis/held.ts';
import { safeIdleS } from '../diagnosis/timeouts.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'proxy-idle-timeout';
/** `connIdle` of Xray and V2Ray where nobody sets it: https://xtls.github.io/en/config/policy.html */
const usualS = 5 * 60;

/**
 * The program that holds push connections closes those that are silent for a while. Only Xray and V2Ray have such a
 * clock for TCP that stands in a file (`policy.levels.0.connIdle`). Proven wrong by push that passes the proxy by, or by
 * a time longer than a phone is silent.
 */
export const proxyIdleTimeout = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'watch',
  look({ snapshot, flows }) {
    const { held } = apart(flows);
    if (held.length === 0) return nothing;
    const intercept = readValue(snapshot.intercept);
    const shown = held.slice(0, 1).map((flow) => flowEvidence(snapshot, flow));
    const [shortest] = [...(intercept?.idle ?? [])].sort((a, b) => a.seconds - b.seconds);
    if (shortest) {
      const values = { seconds: shortest.seconds, safe: safeIdleS };
      const evidence = [{ source: shortest.path, line: shortest.line }, ...shown];
      return shortest.seconds < safeIdleS
        ? found(id, 'fault', { values, evidence, flows: held })
        : ruledOut(id, { values, evidence });
    }
    const core = readValue(snapshot.programs)?.running.find(({ name }) => /^(?:xray|v2ray(?!a))/.test(name));
    if (!core) return cannotTell(id);
    return found(id, 'risk', {
      variant: 'usual',
      values: { seconds: usualS, safe: safeIdleS, name: core.name },
      evidence: [{ source: `/proc/${core.pid}/comm`, line: core.name }, ...shown],
      flows: held,
      leavesOpen: true,
    });
  },
});
