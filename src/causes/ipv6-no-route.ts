import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence, lineEvidence } from '../diagnosis/evidence.ts';
import { globalNeighbours, hasWayOut6, livePrefixes, over6 } from '../diagnosis/ipv6.ts';
import { isYes, optionOf, sectionsOf, settingEvidence } from '../diagnosis/settings.ts';
import { isOpen, isUnanswered } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { ConfigReading } from '../probes/network.types.ts';

const id = 'ipv6-no-route';

/**
 * Devices believe there is IPv6 and the router has no way out for it: they try it first and wait (RFC 8305). odhcpd says
 * so itself by announcing a lifetime of 0 (`router.c`), unless `ra_default` forces it to announce the way nonetheless.
 * Proven wrong by one connection over IPv6 that is answered, or by a default route.
 */
export const ipv6NoRoute = cause({
  id,
  needs: [],
  look({ snapshot, flows }) {
    const six = over6(flows);
    const answered = six.filter(isOpen);
    if (answered[0]) return ruledOut(id, { evidence: [flowEvidence(snapshot, answered[0])] });
    const waiting = six.filter(isUnanswered);
    const reading = readValue(snapshot.interfaces);
    if (!reading) return waiting.length > 0 ? cannotTell(id) : nothing;
    const forced = forcedDefaults(readValue(snapshot.config));
    const log = lineEvidence(
      'logread',
      readValue(snapshot.log)?.lines ?? [],
      /odhcpd\[\d+\]: .*default route/,
      1,
    );
    if (hasWayOut6(reading))
      return waiting.length > 0 ? cannotTell(id, { variant: 'unanswered' }) : ruledOut(id);
    const beside = globalNeighbours(snapshot, reading);
    const offered = livePrefixes(reading);
    if (beside.length === 0 && offered.length === 0 && forced.length === 0)
      return ruledOut(id, { variant: 'none' });
    const evidence = [
      ...waiting.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
      ...beside.slice(0, 1).map(({ line }) => ({ source: 'ip neigh', line })),
      ...forced.slice(0, 1),
      ...log,
    ];
    return found(id, waiting.length > 0 ? 'fault' : 'risk', {
      ...(forced.length > 0 ? { variant: 'forced' } : {}),
      evidence,
      flows: waiting,
    });
  },
});

/** Pools that announce a way out whether there is one or not: `ra_default` 1 and 2. */
const forcedDefaults = (config: ConfigReading | null) =>
  config === null
    ? []
    : sectionsOf(config, 'dhcp', 'dhcp')
        .filter((pool) => isYes(optionOf(pool, 'ra_default')) || optionOf(pool, 'ra_default') === '2')
        .flatMap((pool) => settingEvidence(pool, 'ra_default'));
