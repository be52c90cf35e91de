import type { OffloadSite } from '../firewall/index.ts';
import type { Connection, Routed } from './connection.ts';
import { type Fate, fateOf, type Ground } from './fate.ts';
import { isShared, wakesPhones } from './states.ts';

/** Each push connection with its fate. `exempt` only where its family is offloaded at all. */
export const connectionsOf = (
  flows: readonly Routed[],
  { sites, ...ground }: Omit<Ground, 'offloads'> & { sites: readonly OffloadSite[] },
): Connection[] =>
  flows.map((flow) => {
    const offloads = sites.some(({ families }) => families.includes(flow.entry.family));
    const exempt = { yes: false, no: true, unknown: null }[flow.byRules];
    return {
      ...flow,
      exempt: offloads && flow.path !== 'local' ? exempt : null,
      ...telling(flow, fateOf(flow, flow.path, flow.byRules, { ...ground, offloads })),
    };
  });

/** What does not fit whatever passes there. The rest is told of what is certainly a phone's push. */
const general: ReadonlySet<Connection['doubt']> = new Set<Connection['doubt']>([
  'offloaded-without-rule',
  'hardware-without-rule',
  'exempt-yet-offloaded',
]);

const telling = (flow: Routed, fate: Fate): Fate =>
  general.has(fate.doubt) || (wakesPhones(flow) && !isShared(flow)) ? fate : { ...fate, doubt: null };
