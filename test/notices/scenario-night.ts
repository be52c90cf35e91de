import { due, markSent, nextDue } from '../../src/notices/pending.ts';
import { reduce } from '../../src/notices/reduce.ts';
import { emptyNoticeState, type Message, type Preferences } from '../../src/notices/state.ts';
import { sampleReader } from '../../src/watch/agent/samples.ts';
import type { WatchEvent } from '../../src/watch/events.ts';
import type { Sample } from '../../src/watch/lifecycle/look.ts';
import { emptyHousehold, step } from '../../src/watch/lifecycle/step.ts';
import { eventsOf } from '../../src/watch/to-events.ts';
import { household, type Shape } from '../watch/lifecycle/household.ts';
import { tableLoop } from '../watch/lifecycle/table-loop.ts';

const everyS = 5;
const nonce = 'abcdef012345';
const settings = { establishedS: 7440, flowtableS: 30, pickupS: 120, everyS };

type House = ReturnType<typeof household>;

/** What a night's people do, by seconds after its start. */
export interface Plan {
  names: (string | null)[];
  shape: Shape;
  hours: number;
  /** 20:00 on the household's clock, epoch ms. */
  startsAt: number;
  acts: { atS: number; act: (house: House, shape: Shape) => Partial<Sample> | undefined }[];
  /** What the guard tells, by seconds after the start. */
  guard: { atS: number; event: WatchEvent }[];
  curedAt: (atS: number) => boolean;
}

/** A simulated night, seen through the loop on the router and the lives of connections, as events. */
export function eventsOfNight({ names, shape, hours, startsAt, acts, guard }: Plan): WatchEvent[] {
  const house = household(shape);
  const firstS = house.atS;
  const loop = tableLoop(nonce, 'b-1', house.neighbours);
  const reader = sampleReader(nonce);
  const leases = names.flatMap((name, phone) =>
    name === null ? [] : [{ mac: macOf(phone), ip: `192.168.1.${100 + phone}`, name, expires: 0 }],
  );
  const todo = [...acts];
  const events: WatchEvent[] = [];
  let known = emptyHousehold;
  let gapAt: Record<string, number> = {};
  let extra: Partial<Sample> = {};
  const setting = {
    routerId: 'r1',
    timeouts: { established: 7440, flowtable: null, pickup: null },
    class: 'fixed-pickup' as const,
    toEpoch: (atS: number) => startsAt + Math.round((atS - firstS) * 1_000),
  };
  while (house.atS < firstS + hours * 3_600) {
    for (const look of reader.push(loop(house.atS.toFixed(2), house.table()))) {
      const stepped = step(
        known,
        { ...look, ...extra, ...(look.begin === null ? {} : { leases }) },
        settings,
      );
      extra = {};
      known = stepped.house;
      const told = eventsOf(stepped.turns, known, gapAt, setting);
      gapAt = told.gapAt;
      events.push(...told.events);
    }
    for (let n = 0; n < everyS; n++) {
      house.pass(1);
      while (todo[0] && house.atS >= firstS + todo[0].atS) {
        extra = { ...extra, ...todo.shift()?.act(house, shape) };
      }
    }
  }
  return [...events, ...guard.map(({ event }) => event)].sort((a, b) => a.at - b.at);
}

const macOf = (phone: number) => `5a:11:22:33:44:${(16 + phone).toString(16)}`;

/** What a chat is told of them: each message as it is handed over, with the time. */
export function toldOf(
  events: readonly WatchEvent[],
  preferences: (at: number) => Preferences,
): { at: number; message: Message }[] {
  let state = emptyNoticeState;
  const told: { at: number; message: Message }[] = [];
  const say = (at: number, messages: Message[]) => {
    told.push(...messages.map((message) => ({ at, message })));
    state = markSent(state, messages);
  };
  const wait = (until: number) => {
    for (let next = nextDue(state); next !== null && next <= until; next = nextDue(state))
      say(next, due(state, next));
  };
  for (const event of events) {
    wait(event.at);
    const taken = reduce(state, event, preferences(event.at), event.at);
    state = taken.state;
    say(event.at, taken.messages);
  }
  wait(Number.MAX_SAFE_INTEGER);
  return told;
}
