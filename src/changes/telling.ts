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

/** How something ended, and the router's own lines that show it, which stand behind **Details** where there is room for little. */
export type Ended = Told & { lines: Block[] };

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
 * @param router what the reader calls it
 * @param why the failure in words, where there is one (`failure.<cause>`)
 * @param time a moment (epoch ms) as this reader writes it
 */
export function tellApplied(
  applied: Applied,
  plan: Pick<Plan, 'offer'>,
  say: Say,
  { router, why, time }: { router: string; why: readonly Block[]; time: (atMs: number) => string },
): Ended {
  switch (applied.kind) {
    case 'applied': {
      const word = (part: string): string[] => {
        const key = `remedy.${plan.offer.remedy}.${part}`;
        return isWord(key) ? [sayAny(say.language, key)] : [];
      };
      return {
        tone: 'good',
        title: say(applied.already ? 'cure.applied.already.title' : 'cure.applied.title', { router }),
        blocks: [...word('applied').map(text), text(lastsText(plan, say)), ...word('waiting').map(aside)],
        lines: evidenceBlocks(applied.evidence),
      };
    }
    case 'refused':
      return {
        tone: 'unsure',
        title: say('cure.refused.title', { router }),
        blocks: [...hintBlocks(applied.hint, say), ...why],
        lines: [],
      };
    case 'undone':
      return {
        tone: 'bad',
        title: say('cure.undone.title', { router }),
        blocks: [text(say('cure.undone.what')), ...hintBlocks(applied.hint, say), ...why],
        lines: [],
      };
    case 'unseen': {
      const key = applied.maybeApplied ? 'cure.unseen.maybe' : 'cure.unseen.what';
      return {
        tone: 'unsure',
        title: say('cure.unseen.title', { router }),
        blocks: [text(say(key, { time: time(applied.undoneBy) })), ...why],
        lines: [],
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
export function tellReverted(
  reverted: Reverted,
  say: Say,
  { router, why }: { router: string; why: readonly Block[] },
): Told {
  switch (reverted.kind) {
    case 'reverted':
      return {
        tone: 'good',
        title: say('cure.reverted.title', { router }),
        blocks: [text(say('cure.reverted.what'))],
      };
    case 'nothing':
      return {
        tone: 'info',
        title: say('cure.reverted.nothing.title', { router }),
        blocks: [text(say('cure.reverted.nothing.what'))],
      };
    case 'failed':
      return {
        tone: 'bad',
        title: say('cure.revert.failed.title', { router }),
        blocks: [...hintBlocks(reverted.hint, say), ...why],
      };
  }
}

/** What the watch after an apply has seen; `phone`: whose connection showed it, where that is known. */
export function tellProof(
  proof: Proof,
  say: Say,
  { router, phone }: { router: string; phone: string | null },
): Ended {
  const lines = evidenceBlocks(proof.evidence);
  if (proof.kind === 'waiting') {
    const title = say('cure.proof.waiting.title', { router });
    return { tone: 'unsure', title, blocks: [text(say('cure.proof.waiting.what'))], lines };
  }
  if (proof.kind === 'lost') {
    const title = say('cure.proof.lost.title', { router });
    return { tone: 'bad', title, blocks: [text(say('cure.proof.lost.what'))], lines };
  }
  const title =
    phone === null
      ? say('cure.proof.proven.title', { router })
      : say('cure.proof.proven.title.of', { router, phone });
  return { tone: 'good', title, blocks: [text(howText(proof.how, say))], lines };
}

function howText(how: How, say: Say): string {
  switch (how.kind) {
    case 'outlived':
      return say('cure.proof.outlived', { idle: how.idleS, left: how.leftS, death: how.deathS });
    case 'never-offloaded':
      return say('cure.proof.never-offloaded', { samples: how.samples, span: how.spanS, left: how.leftS });
    case 'came-back':
      return say('cure.proof.came-back', { left: how.leftS });
    case 'room':
      return say('cure.proof.room', { count: how.count, max: how.max, span: how.spanS });
    case 'kept-longer':
      return say('cure.proof.kept-longer', { left: how.leftS, before: how.beforeS });
  }
}
