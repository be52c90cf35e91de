import { aside, type Block, code, heading, text } from '../model/message.ts';
import type { Said } from '../model/offer.ts';
import { type Say, sayAny } from '../words/words.ts';
import { planMinutes } from './make-plan.ts';
import type { Plan, Step } from './plan.ts';

const sayIt = (say: Say, { key, values }: Said): string => sayAny(say.language, key, values);

/** A plan on one phone screen: its steps by name, and what happens when nobody confirms. */
export const planBlocks = (plan: Plan, say: Say): Block[] => [
  text(
    inOrder(plan)
      .map(({ id }, n) => `${n + 1}. ${say(`cure.step.${id}`)}`)
      .join('\n'),
  ),
  text(say('cure.plan.undo', { seconds: plan.rollbackS })),
];

/** What stands behind the steps: what it does, what it adds, what of it lasts, and every script exactly as it runs. */
export function planDetails(plan: Plan, say: Say): Block[] {
  const { offer } = plan;
  return [
    text(sayIt(say, offer.what)),
    code(offer.shown.join('\n'), sayAny(say.language, `remedy.${offer.remedy}.shown`)),
    text(lastsText(plan, say)),
    aside(`${say('cure.plan.others')} ${say('cure.plan.expires', { minutes: planMinutes })}`),
    heading(say('plan.steps')),
    ...stepBlocks(plan, say),
  ];
}

/** What a reload or a reboot leaves of it. */
export function lastsText({ offer: { persistent, places } }: Pick<Plan, 'offer'>, say: Say): string {
  const names = (lasts: boolean) =>
    places
      .filter((place) => place.persistent === lasts)
      .map(({ name }) => name)
      .join(', ');
  if (persistent) return say('cure.plan.persistent');
  return names(true) === ''
    ? say('cure.plan.live-only')
    : say('cure.plan.partly', { kept: names(true), lost: names(false) });
}

/** Each step exactly as it runs, what changes the router first; long. */
export function stepBlocks({ steps }: Plan, say: Say): Block[] {
  const shown = ['live', 'persist', 'schedule-rollback', 'verify', 'confirm', 'revert'] as const;
  return shown.flatMap((id) =>
    steps.filter((step) => step.id === id).map(({ script }) => code(script, say(`cure.step.${id}`))),
  );
}

/** The steps of an apply, in the order in which they run. */
export const inOrder = ({ steps }: Pick<Plan, 'steps'>): Step[] => steps.filter(({ id }) => id !== 'revert');
