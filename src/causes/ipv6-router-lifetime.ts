import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { hasWayOut6, over6 } from '../diagnosis/ipv6.ts';
import { optionOf, sectionsOf, settingEvidence } from '../diagnosis/settings.ts';
import { isOpen } from '../diagnosis/states.ts';
import { safeIdleS } from '../diagnosis/timeouts.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { ConfigSection } from '../probes/network.types.ts';

const id = 'ipv6-router-lifetime';
/** odhcpd's default: three times the longest pause between announcements (RFC 4861 §6.2.1, `config.c`). */
const usualS = 1800;
/** `ra_maxinterval` of odhcpd; a lifetime below it is raised to it. */
const longestPauseS = 600;

/**
 * How long a device may believe in the way out over IPv6 without hearing of it again. Announcements are multicast, and a
 * phone that sleeps misses some: when the lifetime is short it loses the way in its sleep, and with it a push
 * connection over IPv6. Proven wrong by a lifetime of half an hour, or by push going over IPv4.
 */
export const ipv6RouterLifetime = cause({
  id,
  needs: [],
  look({ snapshot, flows }) {
    const config = readValue(snapshot.config);
    const interfaces = readValue(snapshot.interfaces);
    const six = over6(flows).filter(isOpen);
    const inUse = six.length > 0 || (interfaces !== null && hasWayOut6(interfaces));
    if (!inUse) return nothing;
    if (!config) return nothing;
    const announcing = sectionsOf(config, 'dhcp', 'dhcp').filter(announces);
    if (announcing.length === 0)
      return sectionsOf(config, 'dhcp', 'dhcp').some((pool) => optionOf(pool, 'ra') === 'relay')
        ? cannotTell(id, { variant: 'relay' })
        : nothing;
    const short = announcing.find((pool) => lifetimeOf(pool) < safeIdleS);
    const shown = six.slice(0, 1).map((flow) => flowEvidence(snapshot, flow));
    if (!short) {
      const evidence = announcing.flatMap((pool) => settingEvidence(pool, 'ra_lifetime')).slice(0, 4);
      return ruledOut(id, { values: { seconds: Math.min(...announcing.map(lifetimeOf)) }, evidence });
    }
    const seconds = lifetimeOf(short);
    const values = { seconds, pool: short.name ?? '?' };
    const evidence = [...settingEvidence(short, 'ra_lifetime', 'ra_maxinterval'), ...shown];
    return seconds === 0
      ? found(id, 'note', { variant: 'zero', values, evidence })
      : found(id, 'risk', { values, evidence, flows: six });
  },
});

const announces = (pool: ConfigSection): boolean =>
  ['server', 'hybrid'].includes(optionOf(pool, 'ra') ?? '') && optionOf(pool, 'ignore') !== '1';

/** What odhcpd announces for a pool, seconds. */
function lifetimeOf(pool: ConfigSection): number {
  const set = numberOf(optionOf(pool, 'ra_lifetime'));
  const pause = numberOf(optionOf(pool, 'ra_maxinterval')) ?? longestPauseS;
  if (set === 0) return 0;
  return set === null ? Math.max(usualS, pause) : Math.max(set, pause);
}

const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
