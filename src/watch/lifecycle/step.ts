import { afterGone, gapOf, isOver } from './gone.ts';
import { isSame, learn } from './home.ts';
import type { FlowState, Household, Outage, Settings, Transition } from './household.ts';
import type { Sample } from './look.ts';
import { afterSeen, isLive, isPush, keyOf, ranOutBefore } from './seen.ts';

/** A router that was never looked at. */
export const emptyHousehold: Household = {
  boot: null,
  atS: 0,
  flows: {},
  devices: {},
  gaps: [],
  untold: null,
  blindS: null,
  rulesS: null,
  wanS: null,
};

/** What is known after a look, and what that changed. */
export interface Step {
  house: Household;
  turns: Transition[];
}

/** A look that is older than what is known, or the same again, adds nothing. */
const isStale = (house: Household, look: Sample): boolean =>
  look.begin === null
    ? look.atS < house.atS
    : look.begin === house.boot && look.begin !== '-' && look.atS < house.atS;

/**
 * What a look changes, and what that means. Pure: the same looks give the same turns. Never calls a connection evicted
 * that was renewed, closed, replaced or flushed with others as far as the looks can tell, nor one whose device is away.
 */
export function step(house: Household, look: Sample, settings: Settings): Step {
  if (isStale(house, look)) return { house, turns: [] };
  const turns: Transition[] = [];
  let now = look.begin === null ? house : begun(house, look.begin, look.atS, turns);
  const before = now.devices;
  now = {
    ...now,
    devices: learn(now, look),
    rulesS: look.rulesChanged ? look.atS : now.rulesS,
    wanS: look.wanChanged ? look.atS : now.wanS,
  };
  now = withSeen(now, look, settings, turns);
  now = withGone(now, before, look, settings, turns);
  const afterS = now.blindS ?? Math.max(house.atS, look.beforeS ?? 0);
  now = withGaps(now, before, look, afterS, turns);
  if (look.settled) now = settled(now, look.atS, settings, turns);
  return { house: { ...now, atS: look.atS }, turns };
}

/** A run of the loop begins: after a reboot nothing is left; else all that is known has yet to be told again. */
function begun(house: Household, boot: string, atS: number, turns: Transition[]): Household {
  if (house.boot === null) return { ...house, boot, untold: [], blindS: null };
  const rebooted = boot !== house.boot || (boot === '-' && atS < house.atS);
  if (!rebooted) return { ...house, untold: Object.keys(house.flows), blindS: house.blindS ?? house.atS };
  const count = Object.values(house.flows).filter(isLive).length;
  if (count > 0) turns.push({ atS, kind: 'flushed', count, why: 'reboot' });
  return { ...house, boot, atS: 0, flows: {}, untold: [], blindS: null, rulesS: null, wanS: null };
}

function withSeen(house: Household, look: Sample, settings: Settings, turns: Transition[]): Household {
  const { atS } = look;
  const flows = { ...house.flows };
  const gaps = [...house.gaps];
  for (const entry of look.seen.filter(isPush)) {
    const key = keyOf(entry);
    const was = flows[key];
    const flow = afterSeen(entry, was, atS, settings);
    flows[key] = flow;
    if (was?.phase !== flow.phase) turns.push({ atS, kind: 'phase', flow, phase: flow.phase });
    // Only while somebody watched: else it may have gone with all others, and been renewed in between.
    if (look.begin !== null || was === undefined || was.dueS === null || !ranOutBefore(was, entry, atS))
      continue;
    const side = (other: FlowState) => other.service === flow.service && isSame(house, other.ip, flow.ip);
    if (gaps.some((gap) => side(gap.flow))) continue;
    if (Object.values(flows).some((other) => other !== flow && isLive(other) && side(other))) continue;
    const gap = gapOf(house, was, Math.max(was.dueS, was.toldS));
    const idleS = gap.fromS - (was.spokeS ?? was.firstS);
    gaps.push(gap);
    turns.push({ atS, kind: 'evicted', flow: was, gap, idleS, others: [] });
  }
  const untold = house.untold === null ? null : house.untold.filter((key) => flows[key]?.toldS !== atS);
  return { ...house, flows, gaps, untold };
}

function withGone(
  house: Household,
  before: Household['devices'],
  look: Sample,
  settings: Settings,
  turns: Transition[],
): Household {
  const once = new Map(look.gone.map((gone) => [keyOf(gone.entry), gone]));
  const missing = [...once.values()].flatMap((gone) => {
    const flow = house.flows[keyOf(gone.entry)];
    // Told again since: the kernel had skipped it.
    if (!flow || flow.toldS > gone.lastS) return [];
    // Its last line may say more than the last that was told: a timeout renewed, a FIN seen.
    return { flow: afterSeen(gone.entry, flow, gone.lastS, settings), gone };
  });
  if (missing.length === 0) return house;
  const away = new Set(missing.map(({ flow }) => flow.key));
  const flows = Object.fromEntries(Object.entries(house.flows).filter(([key]) => !away.has(key)));
  const left = { ...house, flows };
  const after = afterGone(missing, left, before, look, settings);
  turns.push(...after.turns);
  return { ...left, gaps: [...left.gaps, ...after.gaps] };
}

/** Everything there is has been told: what was known before and was not told went while nobody watched. */
function settled(house: Household, atS: number, settings: Settings, turns: Transition[]): Household {
  if (house.untold === null) return house;
  const flows = { ...house.flows };
  let unseen = 0;
  for (const key of house.untold) {
    const flow = flows[key];
    if (!flow) continue;
    delete flows[key];
    if (!isLive(flow)) continue;
    unseen += 1;
    turns.push({ atS, kind: 'ended', flow, how: 'unseen' });
  }
  turns.push({ atS, kind: 'settled', unseen });
  // Long enough for a device to have come back and to have been forgotten again.
  const lifeS = settings.pickupS === null ? settings.establishedS : settings.flowtableS + settings.pickupS;
  const isDark = house.blindS !== null && lifeS !== null && atS - house.blindS >= lifeS;
  if (isDark) turns.push(...house.gaps.map((gap): Transition => ({ atS, kind: 'lost', gap })));
  return { ...house, flows, gaps: isDark ? [] : house.gaps, untold: null, blindS: null };
}

/** Gaps end with the first connection of the same device and service on which both sides speak. */
function withGaps(
  house: Household,
  before: Household['devices'],
  look: Sample,
  afterS: number,
  turns: Transition[],
): Household {
  const open: Outage[] = [];
  for (const gap of house.gaps) {
    const { service, ip } = gap.flow;
    const back = Object.values(house.flows)
      .filter((flow) => flow.service === service && isSame(house, flow.ip, ip) && isLive(flow))
      .filter((flow) => !(house.untold ?? []).includes(flow.key))
      .sort((a, b) => a.firstS - b.firstS || (a.key < b.key ? -1 : 1))[0];
    if (back) turns.push(backOf(gap, back, house, { fromS: afterS, atS: look.atS }));
    else if (isOver(gap, house, before, look)) turns.push({ atS: look.atS, kind: 'lost', gap });
    else open.push(gap);
  }
  return open.length === house.gaps.length ? house : { ...house, gaps: open };
}

/** Looks no further apart than this saw everything there was to see. */
const closeLooksS = 20;

function backOf(
  gap: Outage,
  flow: FlowState,
  house: Household,
  seen: { fromS: number; atS: number },
): Transition {
  const { atS } = seen;
  if (gap.boot !== (house.boot ?? '-')) return { atS, kind: 'back', flow, gap, gapS: null, unsureS: 0 };
  const fromS = Math.max(gap.fromS, Math.min(seen.fromS, atS));
  // Somebody looked just before: in between it came back, and its timeout may tell when.
  if (atS - fromS <= closeLooksS) {
    const spokeS = flow.spokeS !== null && flow.spokeS >= fromS ? flow.spokeS : (fromS + atS) / 2;
    return { atS, kind: 'back', flow, gap, gapS: spokeS - gap.fromS, unsureS: 0 };
  }
  return { atS, kind: 'back', flow, gap, gapS: atS - gap.fromS, unsureS: atS - fromS };
}
