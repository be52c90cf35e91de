import { cause, found, nothing } from '../diagnosis/cause.ts';
import { firmwareOf } from '../diagnosis/firmware.ts';
import { firmwares } from '../kernel/firmwares.ts';

const id = 'foreign-firmware';
const accelerating = firmwares.filter(({ accelerator }) => accelerator !== null);

/**
 * The router runs a firmware that is known by name and is not OpenWrt. Its own accelerator forwards past conntrack's
 * clock and past the rules: while it is on, or nothing says that it is off, an entry does not tell how long an idle
 * connection lives. Proven wrong by switching it off for a day.
 */
export const foreignFirmware = cause({
  id,
  needs: ['system'],
  wouldTell: Object.fromEntries(accelerating.map(({ id }) => [id, 'watch' as const])),
  look({ snapshot }) {
    const here = firmwareOf(snapshot);
    if (!here) return nothing;
    const { firmware, accelerator, mark, settings } = here;
    const values = { name: firmware.name };
    const evidence = [mark, ...settings];
    if (accelerator === 'off') return found(id, 'note', { variant: 'off', values, evidence });
    if (accelerator === 'none') return found(id, 'note', { variant: firmware.id, values, evidence });
    return found(id, 'risk', { variant: firmware.id, values, evidence, leavesOpen: true });
  },
});
