import { check, found, silent } from '../diagnosis/result.ts';

const id = 'undo-armed';

/** A fix is being tried right now, or was left in the middle: the router will take it back by itself. */
export const undoArmed = check({
  id,
  needs: ['own'],
  look(_scene, { own }) {
    return own.armed.length === 0
      ? silent
      : found(id, 'note', { values: { plans: own.armed.join(', ') }, remedy: 'advice' });
  },
});
