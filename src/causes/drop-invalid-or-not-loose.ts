import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { sysctlEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';

const id = 'drop-invalid-or-not-loose';

/** Settings that make a forgotten connection's next word fatal instead of a fresh start. */
export const dropInvalidOrNotLoose = cause({
  id,
  needs: ['sysctls'],
  look(facts, { sysctls }) {
    if (!affected(facts) || facts.cover.state === 'full') return nothing;
    const loose = sysctls.values.nf_conntrack_tcp_loose;
    const { uci } = facts.snapshot;
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
