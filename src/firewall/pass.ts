import type { Answer } from './api.types.ts';
import { either, unknownMark } from './marks.ts';
import { and, or } from './match.ts';
import {
  doubt,
  kept,
  matters,
  note,
  type Passage,
  spared,
  type Unclear,
  unsure,
  type Walk,
} from './notes.ts';
import { openOf } from './open-ways.ts';
import type { Marks } from './packet.ts';
import type { Chain, Rule, Verdict, Way } from './program.ts';
import { deepest } from './reach.ts';
import type { Match } from './spans.ts';

/** Where the packets of a walk are, while a chain is gone through. */
interface Here {
  chain: Chain;
  offload: Answer;
  /** Whether packets still are in this chain: all that entered, some, none. */
  left: 'all' | 'some' | 'none';
  /** Some have ended their way through the base chain in here. */
  ended: boolean;
  /** Marks of those sent back early; `null`: none was. */
  sentBack: Marks | null;
}

/** `yes` over `unknown` over `no`. */
export function surer(a: Answer, b: Answer): Answer {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

/** As often a chain is gone through with marks that are known; after that they are not, or it would never end. */
const mostPasses = 16;

const keyOf = ({ id }: Chain, { packet, ct }: Marks): string =>
  `${id} ${packet.value} ${packet.known} ${ct.value} ${ct.known}`;

/** Sends the packet, with the marks it has, through a chain. */
export function pass(walk: Walk, chain: Chain): Passage {
  const { asked, memo, passes } = walk;
  const before = memo.get(keyOf(chain, asked.marks));
  if (before) return before;
  const times = (passes.get(chain.id) ?? 0) + 1;
  passes.set(chain.id, times);
  if (times > mostPasses) asked.marks = anything.marks;
  const key = keyOf(chain, asked.marks);
  const made = memo.get(key) ?? passNew(walk, chain);
  memo.set(key, made);
  return made;
}

function passNew(walk: Walk, chain: Chain): Passage {
  const rules = chain.rules();
  if (rules === null) return unread(walk, chain);
  if (walk.inside.has(chain.id) || walk.inside.size > deepest) {
    doubt(walk, `chain ${chain.name} leads deeper than a kernel goes`);
    return anything;
  }
  walk.inside.add(chain.id);
  const here: Here = { chain, offload: 'no', left: 'all', ended: false, sentBack: null };
  for (const rule of rules) {
    if (here.left === 'none') break;
    if (walk.rulesLeft-- <= 0) {
      doubt(walk, 'the rules are too many to follow');
      walk.inside.delete(chain.id);
      return anything;
    }
    meet(walk, here, rule);
  }
  walk.inside.delete(chain.id);
  return passageOf(walk, here);
}

/** Nothing is known of what happens there. */
const anything: Passage = {
  offload: 'unknown',
  back: 'some',
  dropped: false,
  marks: { packet: unknownMark, ct: unknownMark },
};

function unread(walk: Walk, chain: Chain): Passage {
  if (chain.harmless) return { ...anything, offload: 'no', marks: walk.asked.marks };
  doubt(walk, `chain ${chain.name} was not read`);
  return anything;
}

function passageOf(walk: Walk, here: Here): Passage {
  const through = here.left === 'none' ? null : walk.asked.marks;
  const marks = through && here.sentBack ? eitherMarks(through, here.sentBack) : (through ?? here.sentBack);
  if (marks === null)
    return { offload: here.offload, back: 'none', dropped: !here.ended, marks: walk.asked.marks };
  return { offload: here.offload, back: here.ended ? 'some' : 'all', dropped: false, marks };
}

const eitherMarks = (a: Marks, b: Marks): Marks =>
  a === b ? a : { packet: either(a.packet, b.packet), ct: either(a.ct, b.ct) };

/** One rule: its statements in order, until one does not match or gives a verdict. */
function meet(walk: Walk, here: Here, rule: Rule): void {
  const { asked } = walk;
  asked.named = false;
  let match: Match = 'yes';
  let unclear: Unclear = null;
  for (const step of rule.steps) {
    switch (step.kind) {
      case 'test': {
        const one = step.test(asked);
        if (one === 'unknown') unclear ??= step.text;
        match = and(match, one);
        if (match !== 'no') break;
        spared(walk, rule);
        return;
      }
      case 'mark': {
        const marks = step.change(asked);
        asked.marks = match === 'yes' ? marks : eitherMarks(asked.marks, marks);
        break;
      }
      case 'offload': {
        const certain = match !== 'unknown' && here.left === 'all';
        here.offload = surer(here.offload, certain ? 'yes' : 'unknown');
        note(walk, walk.found.reached, rule);
        if (asked.named && match === 'sometimes') note(walk, walk.found.named, rule);
        if (match === 'unknown') unsure(walk, rule, unclear);
        break;
      }
      case 'verdict':
        go(walk, here, rule, { verdict: step.verdict, match, unclear });
        return;
      case 'choose':
        match = choose(walk, here, rule, step.ways, { match, unclear: unclear ?? step.text });
        if (match === 'no') return;
        break;
    }
  }
}

/** Where a rule sends a packet, if it matches. */
interface Going {
  verdict: Verdict;
  match: Match;
  unclear: Unclear;
}

/** A verdict map. What it answers is whether the rule goes on after it: only `continue` lets it. */
function choose(
  walk: Walk,
  here: Here,
  rule: Rule,
  ways: readonly Way[],
  { match, unclear }: Omit<Going, 'verdict'>,
): Match {
  const open = openOf(walk, ways);
  const taken = open.find((way) => way.match === 'yes');
  const possible = taken ? [taken] : open.filter((way) => way.match !== 'no');
  if (possible.length === 0) spared(walk, rule);
  // Each costs more than a rule.
  walk.rulesLeft -= 8 * possible.length;
  let goesOn: Match = 'no';
  for (const way of possible) {
    const both = and(match, way.match);
    if (way.verdict.kind === 'continue') goesOn = or(goesOn, both);
    else if (here.left !== 'none') go(walk, here, rule, { verdict: way.verdict, match: both, unclear });
  }
  return goesOn;
}

function go(walk: Walk, here: Here, rule: Rule, going: Going): void {
  const { verdict, match } = going;
  const { asked } = walk;
  switch (verdict.kind) {
    case 'continue':
      return;
    case 'jump':
    case 'goto':
      enter(walk, here, rule, going, verdict);
      return;
    case 'drop':
      // A packet of a connection that stands is not dropped by what only may match it.
      if (match === 'yes' && walk.counts({ base: walk.base, rule })) here.left = 'none';
      return;
    case 'accept':
    case 'return': {
      if (!walk.counts({ base: walk.base, rule })) return;
      if (matters(walk, rule)) kept(walk, rule, match, going.unclear);
      if (verdict.kind === 'accept') here.ended ||= match !== 'sometimes';
      else here.sentBack = here.sentBack ? eitherMarks(here.sentBack, asked.marks) : asked.marks;
      if (match === 'yes') here.left = 'none';
      else if (match === 'unknown') here.left = 'some';
    }
  }
}

function enter(
  walk: Walk,
  here: Here,
  rule: Rule,
  { match, unclear }: Going,
  { kind, to }: Extract<Verdict, { kind: 'jump' | 'goto' }>,
): void {
  const { asked } = walk;
  const { marks: entered, named } = asked;
  const passage = pass(walk, to);
  asked.named = named;
  asked.marks = entered;
  if (passage.offload !== 'no') {
    const certain = passage.offload === 'yes' && match !== 'unknown' && here.left === 'all';
    here.offload = surer(here.offload, certain ? 'yes' : 'unknown');
    if (match === 'unknown') unsure(walk, rule, unclear);
  }
  if (passage.dropped) {
    if (match === 'yes' && walk.counts({ base: walk.base, rule })) here.left = 'none';
    return;
  }
  const back = passage.back === 'none' ? null : passage.marks;
  if (match !== 'sometimes' && passage.back !== 'all') here.ended = true;
  if (kind === 'goto' && back) here.sentBack = here.sentBack ? eitherMarks(here.sentBack, back) : back;
  if (kind === 'goto' || passage.back === 'none') {
    if (match === 'yes') here.left = 'none';
    else if (match === 'unknown') here.left = 'some';
    if (matters(walk, rule) && kind === 'goto') kept(walk, rule, match, unclear);
    return;
  }
  asked.marks = match === 'yes' ? passage.marks : eitherMarks(entered, passage.marks);
  if (passage.back === 'some' && match !== 'sometimes' && here.left === 'all') here.left = 'some';
}
