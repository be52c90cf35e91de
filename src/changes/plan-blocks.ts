import { portText, pushPorts } from '../firewall/first/ports.ts';
import { aside, type Block, code, text } from '../model/message.ts';
import type { Say } from '../words/words.ts';
import { planMinutes } from './plan.ts';
import type { Plan, Step, StepId } from './plan.types.ts';

const ports = pushPorts.map((range) => portText(range, '-').replace('-', '–')).join(', ');

/** A plan for a person to read: what it does, the rules it adds, the steps in order. Fits a message. */
export function planBlocks(plan: Plan, say: Say): Block[] {
  const steps = stepsInOrder(plan);
  return [
    text(say('cure.plan.what', { ports, chains: plan.chains.join(', ') })),
    code(plan.rules.join('\n'), say('cure.plan.rules')),
    text(say(plan.persistent ? 'cure.plan.persistent' : 'cure.plan.live-only')),
    text(steps.map(({ id }, n) => `${n + 1}. ${say(`cure.step.${id}`)}`).join('\n')),
    text(say('cure.plan.undo', { seconds: plan.undoSeconds })),
    aside(`${say('cure.plan.others')} ${say('cure.plan.expires', { minutes: planMinutes })}`),
  ];
}

/** Each step exactly as it runs, what changes the rules first; long. */
export function stepBlocks(plan: Plan, say: Say): Block[] {
  const steps = stepsInOrder(plan);
  const inOrder = [...changing, 'arm', 'verify', 'disarm'] as const;
  return [...inOrder.flatMap((id) => codeOf(steps, id, say)), ...codeOf(plan.steps.revert, 'revert', say)];
}

/** What changes the rules: shown before the machinery around it. */
const changing = ['live', 'persist'] as const;

/** Apply and verify steps in the order in which they run. */
export function stepsInOrder({ steps }: Plan): Step[] {
  return (['arm', 'live', 'verify', 'persist', 'disarm'] as const).flatMap((id) =>
    [...steps.apply, ...steps.verify].filter((step) => step.id === id),
  );
}

const codeOf = (steps: readonly Step[], id: StepId, say: Say): Block[] =>
  steps.filter((step) => step.id === id).map(({ script }) => code(script, say(`cure.step.${id}`)));
