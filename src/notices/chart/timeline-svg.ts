import { clockIn, dayIn, offsetIn } from '../times.ts';
import { digits, digitsWidth } from './digits.ts';
import type { Lane, Segment, Timeline } from './timeline.ts';

/** Opaque and dark, with strong colours: the same in a light and a dark chat, on a small screen. */
const colours = {
  ground: '#1b2130',
  track: '#333c52',
  axis: '#c3cbdc',
  known: '#4db8ff',
  counting: '#ffb648',
  gone: '#ff6f6f',
  back: '#63d996',
  unwatched: '#8b95aa',
} as const;

const width = 1_000;
const side = 36;
const laneHeight = 64;
const laneGap = 46;
const top = 58;
const minuteMs = 60_000;

/** Steps of the axis, minutes: the first that leaves room for its labels is taken. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1_440, 2_880];
const mostTicks = 7;

/** A timeline as SVG. It holds digits and shapes, nothing anybody else wrote. */
export function timelineSvg(timeline: Timeline, zone: string): string {
  const { from, to, lanes } = timeline;
  const isNumbered = lanes.length > 1;
  const left = isNumbered ? side + 40 : side;
  const x = (at: number) =>
    left + ((Math.min(Math.max(at, from), to) - from) / Math.max(1, to - from)) * (width - side - left);
  const laneTop = (index: number) => top + index * (laneHeight + laneGap);
  const bottom = laneTop(lanes.length - 1) + laneHeight;
  const height = bottom + 78;
  const middles = lanes.map((_, index) => laneTop(index) + laneHeight / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<defs><pattern id="h" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="12" fill="${colours.unwatched}"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    axis(timeline, zone, x, bottom + 18),
    ...timeline.unwatched.map((gap) => hatch(x(gap.from), x(gap.to), top - 8, bottom + 8)),
    ...lanes.flatMap((lane, index) => [
      ...(isNumbered
        ? [digits(String(index + 1), side + 8, (middles[index] ?? 0) - 14, 28, colours.axis)]
        : []),
      drawLane(lane, x, laneTop(index)),
    ]),
    ...timeline.flushes.map((at) => pole(x(at), top - 20, bottom + 8, colours.axis, '3 7')),
    ...timeline.cures.map((at) => pole(x(at), top - 26, bottom + 8, colours.back, 'none')),
    '</svg>',
  ].join('');
}

const round = (value: number): string => value.toFixed(1);

const hatch = (from: number, to: number, y: number, end: number): string =>
  `<rect x="${round(from)}" y="${y}" width="${round(Math.max(4, to - from))}" height="${end - y}" fill="url(#h)" opacity=".55"/>`;

const pole = (x: number, y: number, end: number, colour: string, dashes: string): string =>
  `<path d="M${round(x)} ${y}V${end}" stroke="${colour}" stroke-width="4" stroke-dasharray="${dashes}" stroke-linecap="round"/>`;

function drawLane({ stretches, returns }: Lane, x: (at: number) => number, y: number): string {
  const middle = y + laneHeight / 2;
  const track = `<path d="M${round(x(Number.NEGATIVE_INFINITY))} ${middle}H${round(x(Number.POSITIVE_INFINITY))}" stroke="${colours.track}" stroke-width="4"/>`;
  return [
    track,
    ...stretches.map((one) => drawStretch(one, x, y)),
    ...spaced(returns.map(x)).map((at) => tick(at, y)),
  ].join('');
}

function drawStretch({ kind, from, to }: Segment, x: (at: number) => number, y: number): string {
  const [a, b] = [x(from), Math.max(x(to), x(from) + 3)];
  const middle = y + laneHeight / 2;
  const size = `x="${round(a)}" width="${round(b - a)}"`;
  switch (kind) {
    case 'faint':
      return `<rect ${size} y="${middle - 9}" height="18" fill="${colours.known}" opacity=".35"/>`;
    case 'known':
      return `<rect ${size} y="${middle - 24}" height="48" fill="${colours.known}"/>`;
    case 'counting':
      return `<path d="M${round(a)} ${middle - 24}L${round(b)} ${middle - 3}V${middle + 3}L${round(a)} ${middle + 24}Z" fill="${colours.counting}"/>`;
    case 'gone':
      return gone(a, b, y, (to - from) / 1_000);
    case 'out':
      return out(a, b, y);
  }
}

/** An empty frame with a cross, and how long it lasted where there is room to say so. */
function gone(a: number, b: number, y: number, seconds: number): string {
  const middle = y + laneHeight / 2;
  const frame = `<rect x="${round(a)}" y="${y + 2}" width="${round(b - a)}" height="${laneHeight - 4}" fill="${colours.ground}" stroke="${colours.gone}" stroke-width="5"/>`;
  const centre = (a + b) / 2;
  const cross =
    b - a < 34
      ? `<rect x="${round(a)}" y="${y + 2}" width="${round(b - a)}" height="${laneHeight - 4}" fill="${colours.gone}"/>`
      : `<path d="M${round(centre - 11)} ${middle - 11}l22 22m0-22l-22 22" stroke="${colours.gone}" stroke-width="6" stroke-linecap="round"/>`;
  const text = span(seconds);
  const hasRoom = digitsWidth(text, 24) < b - a + 30;
  return [frame, cross, hasRoom ? digits(text, centre, y - 34, 24, colours.gone) : ''].join('');
}

/** A frame that is open to the right: nobody knows when it ended, or whether it did. */
const out = (a: number, b: number, y: number): string =>
  `<path d="M${round(b)} ${y + 2}H${round(a)}v${laneHeight - 4}H${round(b)}" fill="none" stroke="${colours.gone}" stroke-width="5" stroke-dasharray="14 9"/>`;

/** `6:41` for minutes and seconds, `1:05:00` with hours. */
function span(seconds: number): string {
  const all = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, min, s] = [Math.floor(all / 3_600), Math.floor(all / 60) % 60, all % 60];
  return h > 0 ? `${h}:${two(min)}:${two(s)}` : `${min}:${two(s)}`;
}

/** Ticks that would run into each other are left out. */
function spaced(places: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of places) if (at - (kept.at(-1) ?? -100) >= 32) kept.push(at);
  return kept;
}

const tick = (x: number, y: number): string =>
  `<path d="M${round(x - 9)} ${y + laneHeight + 14}l8 9 16-18" fill="none" stroke="${colours.back}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>`;

function axis({ from, to }: Timeline, zone: string, x: (at: number) => number, y: number): string {
  const spanMs = to - from;
  const step = (steps.find((one) => spanMs / (one * minuteMs) <= mostTicks) ?? 2_880) * minuteMs;
  const isByDay = step >= 1_440 * minuteMs;
  const offset = offsetIn(from, zone);
  const ticks: string[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) {
    const label = isByDay ? dayIn(at, zone).slice(5) : clockIn(at, zone).slice(0, 5);
    const place = Math.min(Math.max(x(at), 50), width - 50);
    ticks.push(
      `<path d="M${round(x(at))} ${y - 14}v12" stroke="${colours.axis}" stroke-width="4" stroke-linecap="round"/>`,
      digits(label, place, y + 18, 26, colours.axis),
    );
  }
  return ticks.join('');
}
