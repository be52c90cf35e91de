import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { affected, exemptions, isOurs, persisted, remembers } from '../diagnosis/exemption.ts';

const id = 'exemption-not-persistent';

/** The rules are live, but nothing on the router would bring them back after a reload or reboot. */
export const exemptionNotPersistent = cause({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(facts, { own }) {
    if (!affected(facts) || facts.cover.state !== 'full') return nothing;
    // Whether it works at all comes first.
    if (facts.flows.some(({ doubt }) => doubt !== null)) return nothing;
    if (persisted(facts)) return ruledOut(id);
    const rules = exemptions(facts);
    // Files we do not read may well hold rules that are not ours; and plain firewalls keep theirs anywhere.
    if (!remembers(facts.rules.firewall)) return cannotTell(id);
    if (!rules.some(isOurs) && own.foreign.length > 0) return cannotTell(id);
    return found(id, 'risk', { evidence: rules.map(ruleEvidence) });
  },
});
