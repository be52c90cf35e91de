import { check, found, silent } from '../diagnosis/result.ts';
import { isOpen, isShared } from '../diagnosis/states.ts';

const id = 'no-push-flow';

/** Nothing to look at: the phone is asleep elsewhere, on cellular, or its connection was just forgotten. */
export const noPushFlow = check({
  id,
  needs: ['conntrack'],
  look({ flows, device }) {
    const open = flows.filter(isOpen);
    if (open.some((flow) => !isShared(flow))) return silent;
    if (open.length > 0) return found(id, 'note', { variant: 'shared', flows: open, remedy: 'advice' });
    return device === null
      ? found(id, 'note', { remedy: 'advice' })
      : found(id, 'note', { variant: 'device', values: { device }, remedy: 'advice' });
  },
});
