import { check, found, silent } from '../result.ts';
import { isOpen } from '../states.ts';

const id = 'no-push-flow';

/** Nothing to look at: the phone is asleep elsewhere, on cellular, or its connection was just forgotten. */
export const noPushFlow = check({
  id,
  needs: ['conntrack'],
  look({ flows, device }) {
    if (flows.some(isOpen)) return silent;
    return device === null
      ? found(id, 'note', { remedy: 'advice' })
      : found(id, 'note', { variant: 'device', values: { device }, remedy: 'advice' });
  },
});
