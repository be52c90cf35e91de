import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence, lineEvidence } from '../diagnosis/evidence.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isYes, optionOf, sectionsOf, settingEvidence } from '../diagnosis/settings.ts';
import { isOpen } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { ConfigReading, ConfigSection } from '../probes/network.types.ts';
import { portOf } from '../push/ports.ts';
import { phonePorts } from '../push/use.ts';

const id = 'mwan3';

/**
 * Several lines outside under mwan3. With `flush_conntrack` it empties the whole connection table at events of any one
 * of them (`mwan3_flush_conntrack` in openwrt/packages net/mwan3: `echo f > /proc/net/nf_conntrack`); without a rule of
 * its own a push connection goes out by whichever line comes up. Proven wrong by its not running.
 */
export const mwan3 = cause({
  id,
  needs: [],
  look(facts) {
    const config = readValue(facts.snapshot.config);
    if (!config) return nothing;
    const lines = sectionsOf(config, 'mwan3', 'interface').filter((one) => isYes(optionOf(one, 'enabled')));
    if (lines.length === 0 || !isRunning(facts)) return nothing;
    const log = readValue(facts.snapshot.log)?.lines ?? [];
    const flushes = lineEvidence('logread', log, /mwan3.*Connection tracking flushed/);
    const flushing = lines.filter((one) => one.options.has('flush_conntrack'));
    const set = flushing.flatMap((one) => settingEvidence(one, 'flush_conntrack')).slice(0, 4);
    const names = flushing
      .slice(0, 8)
      .map(({ name }) => name ?? '?')
      .join(', ');
    if (flushes.length > 0)
      return found(id, 'fault', { variant: 'flushed', values: { names }, evidence: [...flushes, ...set] });
    if (set.length > 0) return found(id, 'risk', { variant: 'flush', values: { names }, evidence: set });
    const spread = differing(facts);
    if (lines.length > 1 && spread.length > 1 && !hasPushRule(config))
      return found(id, 'note', {
        variant: 'spread',
        values: { n: lines.length },
        evidence: spread.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
        flows: spread,
      });
    return ruledOut(id, {
      values: { n: lines.length },
      evidence: lines.slice(0, 4).flatMap((one) => settingEvidence(one, 'enabled')),
    });
  },
});

/** Its tracker, one process a line; where programs could not be listed, its settings are believed. */
const isRunning = ({ snapshot }: Facts): boolean => {
  const programs = readValue(snapshot.programs);
  return programs === null || programs.running.some(({ name }) => name.startsWith('mwan3'));
};

/** Open push connections, one of each outside address they leave by. */
function differing({ flows }: Facts) {
  const translated = flows.filter(
    (flow) =>
      isOpen(flow) && flow.entry.family === 'ipv4' && flow.entry.reply.dst !== flow.entry.original.src,
  );
  return [...new Map(translated.map((flow) => [flow.entry.reply.dst, flow])).values()];
}

/** A rule that names push ports: the household has thought of it. */
const hasPushRule = (config: ConfigReading): boolean =>
  sectionsOf(config, 'mwan3', 'rule').some((rule) => namesPush(rule));

const namesPush = (rule: ConfigSection): boolean =>
  (optionOf(rule, 'dest_port') ?? '')
    .split(',')
    .some((word) => phonePorts.some((port) => portOf(word, port)));
