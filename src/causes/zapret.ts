import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { affected } from '../diagnosis/exemption.ts';
import { optionOf, sectionsOf, settingEvidence } from '../diagnosis/settings.ts';
import { offloadSites, type RuleLine, rulesOf } from '../firewall/index.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'zapret';

/**
 * zapret and zapret2 offload by a flow table of their own (`inet zapret`, chain `flow_offload`; with iptables
 * `forwarding_rule_zapret`) when FLOWOFFLOAD is `software` or `hardware`: all but the ports they work on themselves, so
 * push ports too, and no setting of the firewall's page shows it. bol-van/zapret `common/nft.sh`, `config.default`.
 * Proven wrong by `FLOWOFFLOAD=donttouch` or `none` and no offload rule in its chains.
 */
export const zapret = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const { snapshot } = facts;
    const rules = offloadSites(rulesOf(snapshot))
      .flatMap((site) => site.rules)
      .filter(({ chain }) => /zapret/.test(chain));
    const config = readValue(snapshot.config);
    const section = config?.sections.find(
      ({ file, options }) => /^zapret2?$/.test(file) && options.has('FLOWOFFLOAD'),
    );
    const set = section ? settingEvidence(section, 'FLOWOFFLOAD') : [];
    if (rules.length > 0)
      return found(id, affected(facts) ? 'risk' : 'note', {
        values: { mode: optionOf(section, 'FLOWOFFLOAD') ?? 'software' },
        evidence: [...rules.slice(0, 2).map(lineOf), ...set],
      });
    const runs = readValue(snapshot.programs)?.running.some(({ name }) => /^(?:nfqws|tpws|dvtws)/.test(name));
    const there =
      runs === true ||
      (config !== null && ['zapret', 'zapret2'].some((file) => sectionsOf(config, file).length > 0));
    return there ? ruledOut(id, { evidence: set }) : nothing;
  },
});

const lineOf = ({ chain, line }: RuleLine): Evidence => ({ source: `nft list ruleset, ${chain}`, line });
