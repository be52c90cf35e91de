import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'wifi-dropped';
const thrownOut = /hostapd.{0,60}\bSTA ([0-9a-f]{2}(?::[0-9a-f]{2}){5})\b/i;
/** hostapd's words: `ap_sta_disassoc_low_ack_cb` in sta_info.c, `wpa_rekey`'s in wpa_auth.c. */
const why = /excessive missing ACKs|group key handshake failed|deauthenticated due to inactivity/;

/**
 * The access point threw a station out because it did not answer while it slept: missing acknowledgements (hostapd's
 * `disassoc_low_ack`), a group key it did not confirm, inactivity. The phone is without Wi-Fi until it wakes by itself.
 * Proven wrong when the time of the late push is not near such a line.
 */
export const wifiDropped = cause({
  id,
  needs: ['log'],
  wouldTell: { phone: 'locked' },
  look({ snapshot, flows }, { log }) {
    const lines = log.lines.filter((line) => why.test(line) && thrownOut.test(line));
    const macOf = (line: string) => (thrownOut.exec(line)?.[1] ?? '').toLowerCase();
    const runs = readValue(snapshot.programs)?.running.some(({ name }) => name === 'hostapd') ?? false;
    if (lines.length === 0) return runs ? ruledOut(id) : nothing;
    const leases = readValue(snapshot.leases)?.leases ?? [];
    const mine = lines.filter((line) =>
      flows.some(({ device }) => device.mac?.toLowerCase() === macOf(line)),
    );
    const shown = mine.length > 0 ? mine : lines;
    const last = shown.at(-1) ?? '';
    const mac = macOf(last);
    const name = leases.find((lease) => lease.mac?.toLowerCase() === mac)?.name ?? mac;
    return found(id, mine.length > 0 ? 'risk' : 'note', {
      ...(mine.length > 0 ? { variant: 'phone' } : {}),
      values: { n: shown.length, name },
      evidence: shown.slice(-3).map((line) => ({ source: 'logread', line })),
    });
  },
});
