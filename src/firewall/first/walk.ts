import type { Family, ForwardRule } from './forward.ts';
import { isUnconditional, type Sense, toForwardRule, type Verdict } from './sense.ts';

/** One rule as read, with what it means. */
export interface ReadRule {
  sense: Sense;
  comment: string | null;
  handle: number | null;
  line: string;
}

/** Rules of a chain in order; `undefined` when it was not read. */
export type PathSource = (chain: string) => readonly ReadRule[] | undefined;

/** The kernel's own limit on nested jumps (NFT_JUMP_STACK_SIZE). */
const maxDepth = 16;
/** Chains that jump to each other many times over would unfold without end. */
const maxRules = 5000;

/**
 * The rules a packet of an established TCP connection can meet, in order: the base chain, with each chain it jumps to
 * unfolded after the jump. What stands in a chain jumped to under a condition is held to that condition.
 */
export function walk(source: PathSource, base: string, families: readonly Family[]): ForwardRule[] {
  const rules: ForwardRule[] = [];
  let offloaded = false;

  const push = (rule: ReadRule, sense: Sense) => {
    const { comment, handle, line } = rule;
    const made = toForwardRule(sense, { index: rules.length, comment, handle, line }, !offloaded);
    offloaded ||= made.kind === 'offload';
    rules.push(made);
  };

  const enter = (chain: string, outer: Sense | null, depth: number): void => {
    for (const rule of source(chain) ?? []) {
      if (rules.length >= maxRules) return;
      const sense = outer ? within(rule.sense, outer) : rule.sense;
      push(rule, sense);
      const { verdict } = sense;
      if ((verdict.kind === 'jump' || verdict.kind === 'goto') && depth < maxDepth) {
        enter(verdict.target, sense, depth + 1);
      }
      // What follows is never reached. After an accept it is still told: a rule too low is worth knowing.
      if (hides(verdict) && isUnconditional(rule.sense) && covers(rule.sense, families)) return;
    }
  };

  enter(base, null, 0);
  return rules;
}

const hides = ({ kind }: Verdict): boolean => kind === 'return' || kind === 'goto' || kind === 'end';

const covers = (sense: Sense, families: readonly Family[]): boolean =>
  families.every((family) => sense.families.includes(family));

/** A rule's meaning where it is reached only by what matched `outer`. */
function within(inner: Sense, outer: Sense): Sense {
  return {
    ...inner,
    families: inner.families.filter((family) => outer.families.includes(family)),
    tcp: inner.tcp && outer.tcp,
    established: inner.established && outer.established,
    establishedOnly: inner.establishedOnly || outer.establishedOnly,
    dports: inner.dports ?? outer.dports,
    sports: inner.sports ?? outer.sports,
    eitherPorts: inner.eitherPorts ?? outer.eitherPorts,
    originalPorts: inner.originalPorts ?? outer.originalPorts,
    direction: inner.direction ?? outer.direction,
    apple: inner.apple ?? outer.apple,
    // Two port conditions on the same side are not intersected: such a rule is not counted on.
    narrowed: inner.narrowed || outer.narrowed || clash(inner, outer),
  };
}

const clash = (inner: Sense, outer: Sense): boolean =>
  (inner.dports !== null && outer.dports !== null) ||
  (inner.sports !== null && outer.sports !== null) ||
  (inner.eitherPorts !== null && outer.eitherPorts !== null) ||
  (inner.originalPorts !== null && outer.originalPorts !== null) ||
  (inner.direction !== null && outer.direction !== null && inner.direction !== outer.direction) ||
  (inner.apple !== null && outer.apple !== null && inner.apple !== outer.apple);
