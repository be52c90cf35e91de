import { cannotTell, cause, found, nothing } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { affected, exemptions, persisted } from '../diagnosis/exemption.ts';

const id = 'exemption-not-persistent';

/** The rules are live, but nothing on the router would bring them back after a reload or reboot. */
export const exemptionNotPersistent = cause({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(facts, { own }) {
    if (!affected(facts) || facts.cover.state !== 'full' || persisted(facts)) return nothing;
    const firewall = facts.paths[0]?.firewall;
    const rules = exemptions(facts);
    // Files we do not read may well hold rules that are not ours; and plain firewalls keep theirs anywhere.
    if (firewall !== 'fw4' && firewall !== 'fw3') return cannotTell(id);
    if (!rules.some(({ rule }) => rule.ours) && own.foreign.length > 0) return cannotTell(id);
    return found(id, 'risk', {
      evidence: rules.map(({ path, rule }) => ruleEvidence(path, rule)),
    });
  },
});
