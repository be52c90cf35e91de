import type { Answer, Connection, Cover, Coverage, Direction, ServiceQuestion } from './api.types.ts';
import { lineOf, linesOf } from './lines.ts';
import type { Met } from './notes.ts';
import { chainsFrom, standsBelow } from './order.ts';
import { marksOf, type Packet, packetOf } from './packet.ts';
import type { Asked, Rule, Rules } from './program.ts';
import { type Walked, walk } from './walk.ts';

/** No service listens there, and no rule is written for it: what befalls such a packet befalls every packet. */
const nobodysPort = 61_999;
const nobodysAddress = { ipv4: '198.51.100.77', ipv6: '2001:db8:ffff::77' } as const;

/** How well connections of a service are kept out of offload, for a device no rule names. */
export function coverage(rules: Rules, question: ServiceQuestion): Cover {
  const connection = connectionFor(question);
  const counts = question.counts;
  const options = {
    ...(question.base !== undefined && { base: question.base }),
    ...(counts && { counts: (met: Met) => counts(lineOf(met)) }),
  };
  const go = (direction: Direction): Walked =>
    walk(rules, packetOf(connection, direction), marksOf(connection), options);
  const walks = { original: go('original'), reply: go('reply') };
  const both = [walks.original, walks.reply];
  const low = lowRules(question, walks);
  const isKept = (direction: Direction): boolean =>
    walks[direction].offloaded === 'no' &&
    walk(rules, packetOf(controlFor(question), direction), marksOf(connection), options).offloaded !== 'no';
  return {
    coverage: coverageOf(walks, low, isKept),
    rules: linesOf([
      ...both.flatMap(({ kept, perhaps }) => [...kept, ...perhaps]),
      ...low.flatMap(({ met }) => met),
    ]).filter((line) => counts?.(line) ?? true),
    onlySome: linesOf(both.flatMap(({ named }) => named)),
    doubts: [...new Set(both.filter(isOpen('unknown')).flatMap(({ doubts }) => doubts))],
  };
}

/** Where a server may be whose addresses nobody tells: anywhere that is routed on the Internet. */
const internet = {
  ipv4: [
    '1.0.0.0-9.255.255.255',
    '11.0.0.0-100.63.255.255',
    '100.128.0.0-126.255.255.255',
    '128.0.0.0-169.253.255.255',
    '169.255.0.0-172.15.255.255',
    '172.32.0.0-192.167.255.255',
    '192.169.0.0-223.255.255.255',
  ],
  ipv6: ['2000::/3'],
} as const;

const connectionFor = ({ family, port, servers, lan, wan }: ServiceQuestion): Connection => ({
  family,
  client: null,
  clientPort: null,
  server: servers ?? internet[family],
  serverPort: port,
  lan: lan ?? null,
  wan: wan ?? null,
  mark: null,
});

const isOpen =
  (answer: Answer) =>
  ({ offloaded }: Walked): boolean =>
    offloaded === answer;

type Walks = Record<Direction, Walked>;

/** Exempting rules of a direction that is offloaded all the same. */
interface Low {
  direction: Direction;
  met: Met[];
}

/** `isKept`: a direction is kept out while what concerns nobody is not. */
function coverageOf(
  { original, reply }: Walks,
  low: readonly Low[],
  isKept: (direction: Direction) => boolean,
): Coverage {
  const both = [original, reply];
  if (both.every(isOpen('no'))) return 'full';
  if (!both.some(isOpen('yes'))) return 'unknown';
  if (low.some(({ met }) => met.length > 0)) return 'below';
  return isKept('original') || isKept('reply') ? 'one-direction' : 'none';
}

/** A connection of no service, otherwise the same. */
const controlFor = (question: ServiceQuestion): Connection => ({
  ...connectionFor(question),
  server: nobodysAddress[question.family],
  serverPort: nobodysPort,
});

/** Rules for this service and no other that stand below the rule by which its packets are offloaded all the same. */
function lowRules(question: ServiceQuestion, walks: Walks): Low[] {
  const connection = connectionFor(question);
  const control = controlFor(question);
  return (['original', 'reply'] as const)
    .filter((direction) => walks[direction].offloaded === 'yes')
    .map((direction) => ({
      direction,
      met: firstReached(walks[direction])
        .flatMap((met) => special(met, packetOf(connection, direction), packetOf(control, direction)))
        .filter((met) => question.counts?.(lineOf(met)) ?? true),
    }));
}

/** Of each base chain the offload rule that a packet meets first. */
const firstReached = ({ reached }: Walked): Met[] =>
  reached.filter(({ base }, at) => reached.findIndex((one) => one.base === base) === at);

/** Rules that come after an offload rule, let one packet pass and have nothing to say to the other. */
function special({ base, rule: offload }: Met, packet: Packet, control: Packet): Met[] {
  const isBelow = standsBelow(base.chain, offload);
  return [...chainsFrom([base.chain])]
    .flatMap((chain) => chain.rules() ?? [])
    .filter((rule) => letsPass(rule, packet) && !letsPass(rule, control) && isBelow(rule))
    .map((rule) => ({ base, rule }));
}

function letsPass({ steps }: Rule, packet: Packet): boolean {
  const asked: Asked = { packet, marks: marksOf(noMark), named: false };
  for (const step of steps) {
    if (step.kind === 'test' && step.test(asked) !== 'yes') return false;
    if (step.kind === 'offload' || step.kind === 'choose') return false;
    if (step.kind === 'verdict') return step.verdict.kind === 'accept' || step.verdict.kind === 'return';
  }
  return false;
}

const noMark = { mark: null };
