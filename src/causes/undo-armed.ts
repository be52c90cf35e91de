import { cause, found, nothing } from '../diagnosis/cause.ts';

const id = 'undo-armed';

/** A fix is being tried right now, or was left in the middle: the router will take it back by itself. */
export const undoArmed = cause({
  id,
  needs: ['own'],
  look(_facts, { own }) {
    return own.armed.length === 0 ? nothing : found(id, 'note', { values: { plans: own.armed.join(', ') } });
  },
});
