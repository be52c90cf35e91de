import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPrivateMac } from '../../src/diagnosis/device.ts';
import { phoneLabel } from '../../src/diagnosis/report/phone-words.ts';
import { toPng } from '../../src/notices/chart/png.ts';
import { laneOf } from '../../src/notices/chart/timeline.ts';
import { timelineSvg } from '../../src/notices/chart/timeline-svg.ts';
import { detailsMessage } from '../../src/notices/messages/details.ts';
import { outagesOf } from '../../src/notices/outages.ts';
import { phoneOf } from '../../src/notices/phone.ts';
import { vendorOf } from '../../src/notices/vendor.ts';
import { speak } from '../../src/words/words.ts';
import { anna, back, bert, evening, evicted, flowOf, hour, minute } from './events.ts';

const say = speak('en');

it('a phone’s connection: faint, known, counting down, gone, known again, out', () => {
  const [first, second] = [evicted(evening, { countingS: 121 }), evicted(evening + 30 * minute)];
  const episodes = outagesOf([first, back(first, 401), second]);
  const lane = laneOf(episodes, evening - hour, evening + hour);
  expect(
    lane.stretches.map(({ kind, from, to }) => [kind, (from - evening) / 1_000, (to - evening) / 1_000]),
  ).toEqual([
    ['faint', -3_600, -151],
    ['known', -151, -121],
    ['counting', -121, 0],
    ['gone', 0, 401],
    ['known', 401, 1_649],
    ['counting', 1_649, 1_800],
    ['out', 1_800, 3_600],
  ]);
  expect(lane.returns).toEqual([evening + 401_000]);
});

it('stretches follow each other without overlap, whatever is told', () => {
  const cut = fc.record({
    at: fc.integer({ min: -10_000, max: 10_000 }),
    idleS: fc.integer({ min: 0, max: 20_000 }),
    gapS: fc.option(fc.integer({ min: 0, max: 20_000 })),
  });
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 12 }), (cuts) => {
      const events = cuts.flatMap(({ at, idleS, gapS }, n) => {
        const one = evicted(evening + at * 1_000, { id: `e${n}`, idleS });
        return gapS === null ? [one] : [one, back(one, gapS)];
      });
      const [from, to] = [evening - hour, evening + hour];
      const lane = laneOf(outagesOf(events), from, to);
      let end = from;
      for (const stretch of lane.stretches) {
        expect(stretch.from).toBeGreaterThanOrEqual(end);
        expect(stretch.to).toBeGreaterThan(stretch.from);
        end = stretch.to;
      }
      expect(end).toBeLessThanOrEqual(to);
      const svg = timelineSvg(
        { from, to, lanes: [lane], unwatched: [], flushes: [], cures: [] },
        'Asia/Shanghai',
      );
      expect(svg).not.toMatch(/NaN|Infinity|undefined|<text/);
    }),
  );
});

/** RGB at a place of a PNG. */
function colourAt(png: string, svg: string, x: number, y: number): string {
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  expect(drawn.asPng().toString('base64')).toBe(png);
  const at = (y * drawn.width + x) * 4;
  return `#${drawn.pixels.subarray(at, at + 3).toString('hex')} ${drawn.pixels[at + 3]}`;
}

it('is drawn: opaque, with what it shows where it belongs', () => {
  const [from, to] = [evening - 10 * minute, evening + 20 * minute];
  const one = evicted(evening, { idleS: 300 });
  const lanes = [laneOf(outagesOf([one, back(one, 600)]), from, to)];
  const svg = timelineSvg({ from, to, lanes, unwatched: [], flushes: [], cures: [] }, 'UTC');
  const png = toPng(svg);
  const x = (minutes: number) => Math.round(36 + ((minutes + 10) / 30) * (1_000 - 72));
  expect(colourAt(png, svg, 2, 2)).toBe('#1b2130 255');
  expect(colourAt(png, svg, x(-4.5), 90)).toBe('#ffb648 255');
  expect(colourAt(png, svg, x(5), 90)).toBe('#ff6f6f 255');
  expect(colourAt(png, svg, x(2), 90)).toBe('#1b2130 255');
});

it('nothing anybody wrote gets into the picture; names are hidden in groups by name', () => {
  const name = '"/><script>@everyone</script>王芳';
  const one = evicted(evening, { flow: flowOf({ ...anna, name }) });
  const reply = detailsMessage([one, back(one, 60)], {
    phone: anna.mac ?? '',
    zone: 'UTC',
    say,
    now: evening + hour,
  });
  const image = reply?.blocks[0];
  expect(image).toMatchObject({ kind: 'image', alt: expect.stringContaining(name) });
  expect(reply?.names).toEqual([name]);
});

it('a phone is called by its name, else by its maker, else as what it hides behind', () => {
  const call = (device: typeof anna) => phoneLabel(phoneOf(device), vendorOf, say);
  expect(call(anna)).toBe('Anna’s iPhone');
  expect(call({ ...anna, mac: 'f0:b4:79:00:00:01', name: '*' })).toBe('a phone by Apple (…23)');
  expect(call(bert)).toBe('a phone with a private address (…40)');
  expect(call({ ...bert, mac: null })).toBe('a device (…40)');
  expect(call({ ...anna, name: '\u202e\u0000 ' })).toContain('…23');
  expect(phoneOf({ ...anna, name: '👩‍👩‍👧'.repeat(200) }).name?.length).toBeLessThan(200);
});

it('a made-up MAC names no vendor, a real one does, down to small assignments', () => {
  expect(isPrivateMac('da:a1:19:00:00:07')).toBe(true);
  expect(isPrivateMac('f0:b4:79:00:00:01')).toBe(false);
  expect(vendorOf('f0-b4-79-00-00-01')).toBe('Apple, Inc.');
  expect(vendorOf('not a mac')).toBeNull();
  expect(vendorOf('00:00:00')).toBeNull();
});
