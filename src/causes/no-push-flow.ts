import { cause, found, nothing } from '../diagnosis/cause.ts';
import { isOpen, isShared, wakesPhones } from '../diagnosis/states.ts';

const id = 'no-push-flow';

/** Nothing to look at: the phone is asleep elsewhere, on cellular, or its connection was just forgotten. */
export const noPushFlow = cause({
  id,
  needs: ['conntrack'],
  look({ flows, device }) {
    const open = flows.filter((flow) => isOpen(flow) && wakesPhones(flow));
    if (open.some((flow) => !isShared(flow))) return nothing;
    if (open.length > 0) return found(id, 'note', { variant: 'shared', flows: open });
    return device === null
      ? found(id, 'note', {})
      : found(id, 'note', { variant: 'device', values: { device } });
  },
});
