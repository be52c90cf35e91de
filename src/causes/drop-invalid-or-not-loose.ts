import { sysctlEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { cannotTell, check, found, ruledOut, silent } from '../diagnosis/result.ts';

const id = 'drop-invalid-or-not-loose';

/** Settings that make a forgotten connection's next word fatal instead of a fresh start. */
export const dropInvalidOrNotLoose = check({
  id,
  needs: ['sysctls'],
  look(scene, { sysctls }) {
    if (!affected(scene) || scene.cover.state === 'full') return silent;
    const loose = sysctls.values.nf_conntrack_tcp_loose;
    const { uci } = scene.snapshot;
    const dropInvalid = uci.kind === 'value' && uci.value.dropInvalid;
    if (loose === undefined && !dropInvalid) return cannotTell(id);
    const evidence = [
      ...(loose === undefined ? [] : [sysctlEvidence('nf_conntrack_tcp_loose', loose)]),
      ...(dropInvalid && uci.kind === 'value'
        ? uci.value.lines
            .filter((line) => line.includes('drop_invalid'))
            .map((line) => ({ source: 'uci show firewall', line }))
        : []),
    ];
    return dropInvalid || loose === 0 ? found(id, 'note', { evidence }) : ruledOut(id, { evidence });
  },
});
