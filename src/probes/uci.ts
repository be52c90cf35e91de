import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import type { UciReading } from './readings.ts';
import { asUciShows } from './uci-file.ts';
import { isOn, parseUciLine } from './uci-text.ts';

/** The firewall as it is configured, and Turbo ACC, which overwrites it at boot. Configured is not live. */
export const uci: Probe<'uci'> = {
  id: 'uci',
  script: `
command -v uci >/dev/null || return 3
uci_firewall
s=$?
printf '%s\\n' "$uci_firewall"
[ $s = 0 ] || return $s
[ -e /etc/config/turboacc ] && uci -q show turboacc
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no uci here');
    if (status !== 0) return failed(reasonOf(text, 'uci show firewall failed'));
    // A person may have pasted the file instead of what `uci show firewall` prints.
    const lines = asUciShows('firewall', linesOf(text));
    const entries: UciReading['entries'] = {};
    for (const line of lines) {
      const parsed = parseUciLine(line);
      if (parsed?.key.includes('.')) entries[parsed.key] = parsed.values;
    }
    const defaults = Object.keys(entries).find(
      (key) => /^firewall\.[^.]+$/.test(key) && entries[key]?.[0] === 'defaults',
    );
    const option = (name: string) =>
      isOn(defaults === undefined ? undefined : entries[`${defaults}.${name}`]);
    return value({
      flowOffloading: option('flow_offloading'),
      flowOffloadingHw: option('flow_offloading_hw'),
      dropInvalid: option('drop_invalid'),
      entries,
      lines,
    });
  },
};
