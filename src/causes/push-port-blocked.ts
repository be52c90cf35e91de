import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence, lineEvidence } from '../diagnosis/evidence.ts';
import { canLeave } from '../diagnosis/ipv6.ts';
import { isOpen, isShared, isUnanswered } from '../diagnosis/states.ts';
import { refusingRules } from '../diagnosis/uci-rules.ts';
import { readValue } from '../probes/engine/probe.ts';
import { apns } from '../push/services/apns.ts';

const id = 'push-port-blocked';
const apnsPort = apns.ports[0].from;
/** An attempt starts with 120 s; below this it has waited three seconds and more for an answer. */
const waitedS = 117;
/** What a rule that writes down its refusals logged of a device's attempt: fw3, fw4, banIP. */
const refusedAttempt = new RegExp(`kernel: .*IN=\\S+ OUT=\\S+ .*\\bPROTO=TCP SPT=\\d+ DPT=${apnsPort} `);

/**
 * Attempts to reach Apple's push port that nobody answers, and not one connection that stands: a rule here that refuses
 * them, or somebody on the way. Apple's devices then take 443 (https://support.apple.com/102266). Proven wrong by one
 * answer from the port.
 */
export const pushPortBlocked = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'again',
  look({ flows, snapshot }) {
    const onPort = flows.filter((flow) => flow.server.port === apnsPort);
    const answered = onPort.find((flow) => !flow.entry.unreplied);
    if (answered) return ruledOut(id, { evidence: [flowEvidence(snapshot, answered)] });
    // What cannot leave the router says nothing about the port.
    const interfaces = readValue(snapshot.interfaces);
    const attempts = onPort.filter((flow) => isUnanswered(flow) && canLeave(flow, interfaces));
    const fallback = flows.filter((flow) => isShared(flow) && isOpen(flow));
    const uci = readValue(snapshot.uci);
    const rules = uci === null ? [] : refusingRules(uci, apnsPort).slice(0, 4);
    const log = lineEvidence('logread', readValue(snapshot.log)?.lines ?? [], refusedAttempt, 1);
    const evidence = [
      ...rules,
      ...log,
      ...[...attempts.slice(0, 2), ...fallback.slice(0, 1)].map((flow) => flowEvidence(snapshot, flow)),
    ];
    const values = { n: attempts.length };
    if (rules.length > 0 || log.length > 0)
      return found(id, fallback.length > 0 ? 'risk' : 'fault', {
        variant: 'rule',
        values,
        evidence,
        flows: attempts,
      });
    const first = attempts[0];
    if (!first) return nothing;
    if (fallback.length > 0)
      return found(id, 'risk', { variant: 'fallback', values, evidence, flows: attempts });
    const sure =
      attempts.length > 1 ||
      (first.entry.original.packets ?? 1) > 1 ||
      (first.entry.timeoutS ?? Infinity) < waitedS;
    if (!sure) return cannotTell(id, { evidence });
    return found(id, 'fault', { values, evidence, flows: attempts });
  },
});
