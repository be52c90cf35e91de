import type { Evidence } from '../model/evidence.ts';
import { aside, type Block, code, type Reply, text } from '../model/message.ts';
import type { How, Proof } from '../remedies/proof.ts';
import type { Refusal } from '../remedies/refusals.ts';
import { isWord, type Say, sayAny } from '../words/words.ts';
import type { Plan } from './plan.ts';
import { lastsText } from './plan-blocks.ts';
import type { Applied, Reverted, Stage } from './run.types.ts';

/** A reply without its buttons: these belong to whoever sends it. */
export type Told = Pick<Reply, 'tone' | 'title' | 'blocks'>;

/** What is shown while a run is under way; each repaints the one before. */
export const tellStage = (stage: Stage, say: Say): Told => ({
  tone: 'working',
  title: say(`cure.stage.${stage}`),
  blocks: [],
});

const hintBlocks = (hint: Refusal | null, say: Say): Block[] =>
  hint ? [text(say(`cure.hint.${hint}`))] : [];

/**
 * How an apply of a plan ended.
 * @param why the failure in words, where there is one (`failure.<cause>`)
 * @param time a moment (epoch ms) as this reader writes it
 */
export function tellApplied(
  applied: Applied,
  plan: Pick<Plan, 'offer'>,
  say: Say,
  { why, time }: { why: readonly Block[]; time: (atMs: number) => string },
): Told {
  switch (applied.kind) {
    case 'applied': {
      const word = (part: string): string[] => {
        const key = `remedy.${plan.offer.remedy}.${part}`;
        return isWord(key) ? [sayAny(say.language, key)] : [];
      };
      return {
        tone: 'good',
        title: say(applied.already ? 'cure.applied.already.title' : 'cure.applied.title'),
        blocks: [
          ...word('applied').map(text),
          ...evidenceBlocks(applied.evidence),
          text(lastsText(plan, say)),
          ...word('waiting').map(aside),
        ],
      };
    }
    case 'refused':
      return {
        tone: 'unsure',
        title: say('cure.refused.title'),
        blocks: [...hintBlocks(applied.hint, say), ...why],
      };
    case 'undone':
      return {
        tone: 'bad',
        title: say('cure.undone.title'),
        blocks: [text(say('cure.undone.what')), ...hintBlocks(applied.hint, say), ...why],
      };
    case 'unseen': {
      const key = applied.maybeApplied ? 'cure.unseen.maybe' : 'cure.unseen.what';
      return {
        tone: 'unsure',
        title: say('cure.unseen.title'),
        blocks: [text(say(key, { time: time(applied.undoneBy) })), ...why],
      };
    }
  }
}

/** The router's own lines, one block for each place they stand in. */
function evidenceBlocks(evidence: readonly Evidence[]): Block[] {
  const bySource = new Map<string, string[]>();
  for (const { source, line } of evidence) bySource.set(source, [...(bySource.get(source) ?? []), line]);
  return [...bySource].map(([source, lines]) => code(lines.join('\n'), source));
}

/** How a revert ended. */
export function tellReverted(reverted: Reverted, say: Say, why: readonly Block[]): Told {
  switch (reverted.kind) {
    case 'reverted':
      return { tone: 'good', title: say('cure.reverted.title'), blocks: [text(say('cure.reverted.what'))] };
    case 'nothing':
      return {
        tone: 'info',
        title: say('cure.reverted.nothing.title'),
        blocks: [text(say('cure.reverted.nothing.what'))],
      };
    case 'failed':
      return {
        tone: 'bad',
        title: say('cure.revert.failed.title'),
        blocks: [...hintBlocks(reverted.hint, say), ...why],
      };
  }
}

/** What the watch after an apply has seen. */
export function tellProof(proof: Proof, say: Say): Told {
  const evidence = proof.evidence.map(({ source, line }) => code(line, source));
  if (proof.kind === 'waiting') {
    const blocks = [text(say('cure.proof.waiting.what')), ...evidence];
    return { tone: 'unsure', title: say('cure.proof.waiting.title'), blocks };
  }
  if (proof.kind === 'lost') {
    const blocks = [text(say('cure.proof.lost.what')), ...evidence];
    return { tone: 'bad', title: say('cure.proof.lost.title'), blocks };
  }
  const told = howText(proof.how, say);
  return { tone: 'good', title: say('cure.proof.proven.title'), blocks: [text(told), ...evidence] };
}

function howText(how: How, say: Say): string {
  switch (how.kind) {
    case 'outlived':
      return say('cure.proof.outlived', { idle: how.idleS, left: how.leftS, death: how.deathS });
    case 'never-offloaded':
      return say('cure.proof.never-offloaded', { samples: how.samples, span: how.spanS, left: how.leftS });
    case 'came-back':
      return say('cure.proof.came-back', { left: how.leftS });
    case 'kept-longer':
      return say('cure.proof.kept-longer', { left: how.leftS, before: how.beforeS });
  }
}
