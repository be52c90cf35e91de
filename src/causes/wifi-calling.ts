import { parseConntrack } from '../conntrack/entry.ts';
import type { ConntrackEntry } from '../conntrack/flow.ts';
import { cause, found, nothing } from '../diagnosis/cause.ts';
import { sysctlNames } from '../kernel/sysctls.ts';
import { serviceOf } from '../push/match.ts';
import { wifiCalling as service } from '../push/services/wifi-calling.ts';

const id = 'wifi-calling';
/** Tunnels that are shown. */
const mostShown = 2;

/**
 * Calls over Wi-Fi, which no exemption concerns: the phone's IPsec tunnel speaks every 20 seconds of itself (RFC 3948).
 * It fails where nobody answers it, or where UDP is forgotten sooner than that. Proven wrong by a call that comes in.
 */
export const wifiCalling = cause({
  id,
  needs: ['conntrack', 'sysctls'],
  look(_, { conntrack, sysctls }) {
    const tunnels = conntrack.lines.flatMap((line) => tunnelOf(line) ?? []);
    const answered = tunnels.filter((entry) => !entry.unreplied);
    const shown = (answered.length > 0 ? answered : tunnels).slice(0, mostShown);
    const evidence = shown.map(({ line }) => ({ source: conntrack.source, line }));
    if (tunnels.length === 0) return nothing;
    if (answered.length === 0) return found(id, 'risk', { variant: 'unanswered', evidence });
    const keptS = sysctls.values[sysctlNames.udpStream];
    if (keptS !== undefined && keptS <= service.heartbeatS)
      return found(id, 'risk', {
        variant: 'short',
        values: { kept: keptS, every: service.heartbeatS },
        evidence,
      });
    return found(id, 'good', { values: { every: service.heartbeatS }, evidence });
  },
});

function tunnelOf(line: string): ConntrackEntry | null {
  const entry = parseConntrack(line);
  return entry && serviceOf(entry)?.id === service.id ? entry : null;
}
