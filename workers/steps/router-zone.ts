import { knownZone } from '../../src/notices/zones/read.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';

/** What a router is set to when nobody has set it to anything. */
const unset: ReadonlySet<string> = new Set(['UTC', 'GMT', 'Etc/UTC']);

/**
 * The zone a router is set to; null where it is set to none, undefined where that could not be read. LuCI writes names with
 * blanks: https://github.com/openwrt/luci/blob/master/modules/luci-base/ucode/zoneinfo.uc
 */
export function zoneOfRouter({ config }: Pick<Snapshot, 'config'>): string | null | undefined {
  if (config.kind !== 'value') return undefined;
  const named = config.value.sections
    .filter(({ file, type }) => file === 'system' && type === 'system')
    .flatMap(({ options }) => options.get('zonename') ?? [])[0];
  const zone = named === undefined ? null : knownZone(named.replaceAll(' ', '_'));
  return zone === null || unset.has(zone) ? null : zone;
}
