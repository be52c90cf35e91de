import { aside, type Block, code, type Reply, text } from '../model/message.ts';
import type { Say } from '../words/words.ts';
import type { Proof } from './prove.ts';
import type { Applied, Hint, Reverted, Stage } from './run.types.ts';

/** A reply without its buttons: these belong to whoever sends it. */
export type Told = Pick<Reply, 'tone' | 'title' | 'blocks'>;

/** What is shown while a run is under way; each repaints the one before. */
export const tellStage = (stage: Stage, say: Say): Told => ({
  tone: 'working',
  title: say(`cure.stage.${stage}`),
  blocks: [],
});

const hintBlocks = (hint: Hint | null, say: Say): Block[] => (hint ? [text(say(`cure.hint.${hint}`))] : []);

/**
 * How an apply ended.
 * @param why the failure in words, where there is one (`failure.<cause>`)
 * @param time a moment (epoch ms) as this reader writes it
 */
export function tellApplied(
  applied: Applied,
  say: Say,
  { why, time }: { why: readonly Block[]; time: (atMs: number) => string },
): Told {
  switch (applied.kind) {
    case 'applied': {
      const lines = applied.evidence.map(({ line }) => line).join('\n');
      const [first] = applied.evidence;
      return {
        tone: 'good',
        title: say(applied.already ? 'cure.applied.already.title' : 'cure.applied.title'),
        blocks: [
          text(say('cure.applied.what')),
          ...(first ? [code(lines, first.source)] : []),
          text(say(applied.persistent ? 'cure.plan.persistent' : 'cure.plan.live-only')),
          aside(say('cure.applied.waiting')),
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
  const { how } = proof;
  const told =
    how.kind === 'outlived'
      ? say('cure.proof.outlived', { idle: how.idleS, left: how.leftS, death: how.deathS })
      : how.kind === 'never-offloaded'
        ? say('cure.proof.never-offloaded', { samples: how.samples, span: how.spanS, left: how.leftS })
        : say('cure.proof.came-back', { left: how.leftS });
  return { tone: 'good', title: say('cure.proof.proven.title'), blocks: [text(told), ...evidence] };
}
