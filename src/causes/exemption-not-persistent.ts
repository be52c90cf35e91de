import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { exemptions, isAbout, isOurs, persisted, promised, remembers } from '../diagnosis/exemption.ts';
import type { Promised } from '../model/offer.ts';

const id = 'exemption-not-persistent';

const isThere = ({ state: { is } }: Promised): boolean => is === 'live' || is === 'persistent';

/** fw4 writes its table anew at each reload; other tables, and chains that fw3 did not make, are somebody's own. */
const isRewritten = ({ chain }: { chain: string }): boolean => chain.startsWith('inet fw4 ');

/** The rules are live, but nothing on the router would bring them back after a reload or reboot. */
export const exemptionNotPersistent = cause({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(facts, { own }) {
    const ours = promised(facts);
    if (!isAbout(facts) || (ours === null ? facts.cover.state !== 'full' : !isThere(ours))) return nothing;
    // Whether it works at all comes first.
    if (facts.flows.some(({ doubt }) => doubt !== null)) return nothing;
    if (ours === null ? persisted(facts) : ours.state.is === 'persistent') return ruledOut(id);
    const rules = exemptions(facts);
    // Files we do not read may well hold rules that are not ours; and plain firewalls keep theirs anywhere.
    if (!remembers(facts.rules.firewall)) return cannotTell(id);
    if (!rules.some(isOurs) && (own.foreign.length > 0 || !rules.every(isRewritten))) return cannotTell(id);
    return found(id, 'risk', { evidence: rules.map(ruleEvidence) });
  },
});
