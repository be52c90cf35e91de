import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { isOf, type Phone } from '../diagnosis/household.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'wifi-roaming';
/** hostapd's `AP_STA_CONNECTED` (wpa_ctrl.h), as OpenWrt's log has it. */
const joined =
  /^\w{3} (\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) .{0,80}AP-STA-CONNECTED ([0-9a-f]{2}(?::[0-9a-f]{2}){5})\b/i;
const hourS = 3600;
/** Joins within an hour that are no longer a walk through the house. */
const many = 6;

interface Join {
  atS: number;
  mac: string;
  line: string;
}

/**
 * A phone is handed back and forth between access points or bands: with each hand-over packets are lost, and what is
 * offloaded may go the old way on (https://github.com/openwrt/openwrt/issues/13410). Counted are the times it joined here
 * within an hour. Proven wrong by a phone that stays where it is while pushes are late.
 */
export const wifiRoaming = cause({
  id,
  needs: ['log'],
  wouldTell: 'watch',
  look({ snapshot, household, flows }, { log }) {
    const runs = readValue(snapshot.programs)?.running.some(({ name }) => name === 'hostapd') ?? false;
    const joins = log.lines.flatMap(readJoin);
    const restless = household
      .filter((one) => one.phone !== null || flows.some((flow) => isOf(one, flow)))
      .map((one) => ({ one, busiest: busiestHour(joins.filter(({ mac }) => mac === one.mac)) }))
      .filter(({ busiest }) => busiest.length >= many)
      .sort((a, b) => b.busiest.length - a.busiest.length);
    const [first] = restless;
    if (!first) return runs ? ruledOut(id) : nothing;
    return found(id, 'risk', {
      values: { name: nameOf(first.one), n: first.busiest.length },
      evidence: first.busiest.slice(-3).map(({ line }) => ({ source: 'logread', line })),
      flows: flows.filter((flow) => isOf(first.one, flow)),
      leavesOpen: true,
    });
  },
});

function readJoin(line: string): Join[] {
  const [, time = '', mac = ''] = joined.exec(line) ?? [];
  const atMs = Date.parse(`${time} UTC`);
  return Number.isNaN(atMs) ? [] : [{ atS: atMs / 1000, mac: mac.toLowerCase(), line }];
}

/** The most joins that fall into one hour; lines come in their order. */
function busiestHour(joins: readonly Join[]): readonly Join[] {
  let best: readonly Join[] = [];
  let from = 0;
  joins.forEach(({ atS }, to) => {
    while (atS - (joins[from]?.atS ?? atS) > hourS) from++;
    if (to - from + 1 > best.length) best = joins.slice(from, to + 1);
  });
  return best;
}

const nameOf = ({ name, mac, ips }: Phone): string => name ?? ips[0] ?? mac ?? '';
