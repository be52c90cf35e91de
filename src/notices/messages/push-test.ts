import { phoneLabel } from '../../diagnosis/report/phone-words.ts';
import { type Button, button } from '../../model/button.ts';
import { aside, type Block, hiding, list, type Reply, text } from '../../model/message.ts';
import { type Arrival, type PushTest, sawAfterS } from '../../model/push-test.ts';
import type { Say } from '../../words/words.ts';
import { duration } from '../times.ts';
import { vendorOf } from '../vendor.ts';

/** Why nobody looked any more. */
export type Interruption = 'restarted' | 'rebooted' | 'lost';

/** How this reader's moments are written: epoch ms to a tenth of a second. */
export interface Telling {
  say: Say;
  clock(ms: number): string;
}

/** What the person calls the phone, or what is known of it. */
export const testedPhone = ({ phone }: Pick<PushTest, 'phone'>, say: Say): string =>
  phoneLabel(phone, vendorOf, say);

/** Names that a group must not read. */
export const namesIn = ({ phone }: Pick<PushTest, 'phone'>): string[] =>
  phone.name === null ? [] : [phone.name];

/** `0.8 s` below ten seconds, then as other durations. */
export const delayText = (seconds: number, say: Say): string =>
  seconds < 9.95 ? say('watch.duration.s', { s: seconds.toFixed(1) }) : duration(seconds, say);

/** The notification itself: what stands on the lock screen. */
export const notification = (test: PushTest, say: Say): Reply => ({
  tone: 'info',
  title: say('test.message.title'),
  blocks: [text(say('test.message.text', { phone: testedPhone(test, say) }))],
  buttons: [button('saw', { test: test.id }, say('button.saw'), 'primary')],
  ...hiding(namesIn(test), say),
});

const tones = {
  arrived: 'good',
  late: 'bad',
  uncertain: 'unsure',
  nothing: 'unsure',
  unsent: 'unsure',
  interrupted: 'unsure',
} as const satisfies Record<Arrival['kind'], Reply['tone']>;

/**
 * What came of a test. `other`: the last one of this phone with the fix where this one was without it, and the other way
 * round; both stand side by side. `why`: an interrupted one.
 */
export function resultMessage(
  test: PushTest,
  other: PushTest | null,
  telling: Telling & { why: Interruption },
): Reply {
  const { say } = telling;
  const { arrival } = test;
  const kind = arrival?.kind ?? 'interrupted';
  const phone = testedPhone(test, say);
  const saw = sawAfterS(test);
  return {
    tone: tones[kind],
    title: say(`test.${kind}.title`, { phone, delay: delayText(arrival?.delayS ?? 0, say) }),
    blocks: [
      ...told(test, telling),
      ...(other === null ? [] : [sideBySide(test, other, say)]),
      ...(saw === null || other !== null ? [] : [text(say('test.saw', { delay: delayText(saw, say) }))]),
    ],
    buttons: testButtons(test, say),
    ...hiding(namesIn(test), say),
  };
}

function told(test: PushTest, { say, clock, why }: Telling & { why: Interruption }): Block[] {
  const { arrival, fix } = test;
  const sentAt = test.sentAt ?? test.handedAt ?? 0;
  const sent = clock(sentAt);
  if (arrival === null || arrival.kind === 'interrupted')
    return [text(say('test.interrupted.text', { sent, why: say(`test.interrupted.why.${why}`) }))];
  if (arrival.kind === 'unsent') return [text(say('test.unsent.text'))];
  if (arrival.kind === 'nothing') return [text(say('test.nothing.text', { sent })), list(reasonsLeft(say))];
  const delayS = arrival.delayS ?? 0;
  const values = { sent, arrived: clock(sentAt + delayS * 1000), delay: delayText(delayS, say) };
  const isAbsent = arrival.kind === 'late' && !arrival.forgot;
  const main = text(isAbsent ? say('test.late.absent', values) : say(`test.${arrival.kind}.text`, values));
  return [main, ...besides(arrival, fix, say)];
}

function besides(arrival: Arrival, fix: PushTest['fix'], say: Say): Block[] {
  const { kind, doubt, others, hardware, marginS, atLeast } = arrival;
  return [
    ...(kind === 'late' ? [text(say(fix === 'none' ? 'test.late.fix' : 'test.late.cured'))] : []),
    ...(doubt === null
      ? []
      : [text(doubt === 'busy' ? say('test.doubt.busy', { n: others }) : say(`test.doubt.${doubt}`))]),
    ...(atLeast ? [aside(say('test.at-least'))] : []),
    ...(hardware ? [aside(say('test.hardware'))] : []),
    ...(kind === 'arrived' && !hardware
      ? [aside(say('test.margin', { margin: delayText(Math.max(0.5, marginS), say) }))]
      : []),
  ];
}

const reasonsLeft = (say: Say): string[] => [
  say('test.nothing.elsewhere'),
  say('test.nothing.mobile'),
  say('test.nothing.other-phone'),
  say('test.nothing.muted'),
];

function sideBySide(one: PushTest, other: PushTest, say: Say): Block {
  const [without, kept] = one.fix === 'kept' ? [other, one] : [one, other];
  const cell = (seconds: number | null) => (seconds === null ? '–' : delayText(seconds, say));
  const seen = [without, kept].map(sawAfterS);
  return {
    kind: 'table',
    columns: [say('test.compare.what'), say('test.compare.without'), say('test.compare.with')],
    rows: [
      [say('test.compare.delay'), cell(without.arrival?.delayS ?? null), cell(kept.arrival?.delayS ?? null)],
      ...(seen.some((one) => one !== null) ? [[say('test.compare.saw'), ...seen.map(cell)]] : []),
    ],
  };
}

/** What can be done after a test. */
export function testButtons({ routerId, phone, arrival, fix }: PushTest, say: Say): Button[] {
  const cure = arrival?.kind === 'late' && fix === 'none';
  return [
    ...(cure ? [button('cure', { router: routerId }, say('button.apply'), 'primary')] : []),
    button('test-phone', { router: routerId, phone: phone.key }, say('button.test')),
    button('test-phone', { router: routerId, how: 'choose' }, say('button.other-phone')),
    ...(arrival?.kind === 'late' && fix !== 'none'
      ? [button('check', { router: routerId }, say('button.check-again'))]
      : []),
  ];
}

/** Told a time that is the fix's, or that of a router without it. */
const isMeasured = ({ arrival, fix }: PushTest): boolean =>
  fix !== 'not-kept' && (arrival?.kind === 'arrived' || arrival?.kind === 'late');

/** The last one under the other condition, where both told a time; else `null`. `all`: newest first. */
export const otherOf = (test: PushTest, all: readonly PushTest[]): PushTest | null =>
  isMeasured(test) ? (all.find((one) => one.fix !== test.fix && isMeasured(one)) ?? null) : null;

/** The notification once the person has said that it is seen: their own time, and the router's as far as it is known. */
export function sawMessage(test: PushTest, say: Say): Reply {
  const { arrival } = test;
  const delay = delayText(arrival?.delayS ?? 0, say);
  const byRouter = () => {
    if (arrival === null) return say('test.saw.early');
    if (arrival.delayS === null) return say('test.saw.never');
    return arrival.kind === 'late' ? say('test.saw.late', { delay }) : say('test.saw.arrived', { delay });
  };
  return {
    tone: 'good',
    title: say('test.saw.title', { delay: delayText(sawAfterS(test) ?? 0, say) }),
    blocks: [text(byRouter())],
    buttons: [],
    ...hiding(namesIn(test), say),
  };
}
