import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOpen, isShared, isUnanswered } from '../diagnosis/states.ts';

const id = 'push-port-blocked';
const apnsPort = 5223;
/** An attempt starts with 120 s; below this it has waited three seconds and more for an answer. */
const waitedS = 117;

/** Attempts to reach Apple's push port that nobody answers, and not one connection that stands. */
export const pushPortBlocked = cause({
  id,
  needs: ['conntrack'],
  look({ flows, snapshot }) {
    const onPort = flows.filter((flow) => flow.server.port === apnsPort);
    if (onPort.some((flow) => !flow.entry.unreplied)) return ruledOut(id);
    const attempts = onPort.filter(isUnanswered);
    const first = attempts[0];
    if (!first) return nothing;
    const fallback = flows.filter((flow) => isShared(flow) && isOpen(flow));
    const evidence = [...attempts.slice(0, 2), ...fallback.slice(0, 1)].map((flow) =>
      flowEvidence(snapshot, flow),
    );
    const sure =
      attempts.length > 1 ||
      (first.entry.original.packets ?? 1) > 1 ||
      (first.entry.timeoutS ?? Infinity) < waitedS;
    if (fallback.length > 0) return found(id, 'risk', { variant: 'fallback', evidence, flows: attempts });
    if (!sure) return cannotTell(id, { evidence });
    return found(id, 'fault', {
      values: { n: attempts.length },
      evidence,
      flows: attempts,
    });
  },
});
