import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { apart } from '../diagnosis/held.ts';
import { isInKernel, isProxy, whoTakes } from '../diagnosis/proxies.ts';
import { isOpen } from '../diagnosis/states.ts';
import { type Taker, takersOf } from '../firewall/intercept/index.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { InterceptReading } from '../probes/network.types.ts';
import { typicalPush } from '../push/use.ts';

const id = 'transparent-proxy';

/**
 * A program on this router takes push connections over and makes its own in their place (REDIRECT or TPROXY,
 * https://docs.kernel.org/networking/tproxy.html): its clock and its rules decide from then on, and keeping push out of
 * offloading does nothing for them. The entry says so; a proxy that runs and lets push pass is none of it. Shapes met:
 * vernesong/OpenClash#2614, Openwrt-Passwall/openwrt-passwall#1916, openwrt-passwall2#31, v2rayA/v2rayA#479.
 */
export const transparentProxy = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'watch',
  look(facts) {
    const { snapshot } = facts;
    const intercept = readValue(snapshot.intercept);
    const programs = readValue(snapshot.programs);
    const { takers, whole } = takersHere(facts, intercept);
    const who = whoTakes(takers, intercept, programs);
    const { held, passing } = apart(facts.flows);
    const name = who?.name ?? `:${takers[0]?.port ?? ''}`;
    const values = { name, n: held.length };
    const rules = takers.slice(0, 2).map(ruleEvidence);
    if (held.length > 0)
      return found(id, 'risk', {
        variant: who === null ? 'unnamed' : (who.id ?? 'other'),
        values,
        evidence: [
          ...held.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
          ...rules,
          ...listenerEvidence(takers, intercept),
        ],
        flows: held,
        leavesOpen: true,
        confidence: 0.95,
      });
    // IPv6 looks the same whether a program holds it or not, and the rules leave it open.
    if (facts.flows.some((flow) => isOpen(flow) && flow.path === 'unknown'))
      return cannotTell(id, takers.length > 0 ? { variant: 'rules', values: { name }, evidence: rules } : {});
    if (passing[0]) {
      const evidence = [flowEvidence(snapshot, passing[0])];
      return ruledOut(id, who === null ? { evidence } : { variant: 'around', values, evidence });
    }
    return withoutFlows(facts, { takers, whole, rules, name, intercept });
  },
});

interface Seen {
  takers: readonly Taker[];
  whole: boolean;
  rules: Evidence[];
  name: string;
  intercept: InterceptReading | null;
}

/** Nobody is connected: then what the rules would do is all there is to go by. */
function withoutFlows({ snapshot }: Facts, { takers, whole, rules, name, intercept }: Seen) {
  const running = (readValue(snapshot.programs)?.running ?? []).map((one) => one.name);
  const sure = takers.filter(({ met }) => met === 'yes');
  if (sure.length > 0)
    return found(id, 'risk', {
      variant: 'rules',
      values: { name, n: 0 },
      evidence: rules,
      leavesOpen: true,
      confidence: 0.6,
    });
  if (running.some(isInKernel)) return cannotTell(id, { variant: 'kernel' });
  if (takers.length > 0) return cannotTell(id, { variant: 'rules', values: { name }, evidence: rules });
  if (!intercept) return running.some(isProxy) ? cannotTell(id) : nothing;
  return whole ? ruledOut(id) : cannotTell(id);
}

function takersHere({ snapshot }: Facts, intercept: InterceptReading | null) {
  if (!intercept) return { takers: [], whole: false };
  const neighbours = (readValue(snapshot.neighbours)?.neighbours ?? []).filter(({ mac }) => mac !== null);
  const outside = readValue(snapshot.wan)?.device;
  const inside = neighbours.filter(({ device }) => device !== outside).slice(0, 50);
  const clients = inside.map(({ ip }) => ip);
  const lan = [...new Set(inside.map(({ device }) => device))];
  const all = typicalPush.map((opening) => takersOf(intercept, { ...opening, clients, lan }));
  const takers = all.flatMap((one) => one.takers);
  return {
    takers: [...new Map(takers.map((one) => [`${one.chain} ${one.line}`, one])).values()],
    whole: all.every((one) => one.whole),
  };
}

function ruleEvidence({ chain, line }: Taker): Evidence {
  const [program = '', table = '', name = ''] = chain.split(' ');
  const source = /^ip6?tables$/.test(program)
    ? `${program} -t ${table} -S ${name}`
    : `nft list chain ${chain}`;
  return { source, line };
}

function listenerEvidence(takers: readonly Taker[], intercept: InterceptReading | null): Evidence[] {
  const ports = new Set(takers.map(({ port }) => port));
  const one = intercept?.listening.find(({ port }) => ports.has(port));
  return one ? [{ source: 'netstat -tlnp', line: `:${one.port} LISTEN ${one.program ?? '-'}` }] : [];
}
