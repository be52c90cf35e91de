import { cannotTell, cause, found, ruledOut } from '../diagnosis/cause.ts';
import { sysctlEvidence } from '../diagnosis/evidence.ts';
import { safeIdleS, timeoutsOf } from '../diagnosis/timeouts.ts';

const id = 'established-timeout-low';

export const establishedTimeoutLow = cause({
  id,
  needs: ['sysctls'],
  look({ snapshot }) {
    const timeouts = timeoutsOf(snapshot);
    if (!timeouts) return cannotTell(id);
    const values = { established: timeouts.established, safe: safeIdleS };
    const evidence = [sysctlEvidence('nf_conntrack_tcp_timeout_established', timeouts.established)];
    return timeouts.established < safeIdleS
      ? found(id, 'fault', { values, evidence })
      : ruledOut(id, { values, evidence });
  },
});
