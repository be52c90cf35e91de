import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxCaptureBytes } from '../../src/probes/engine/capture/capture.ts';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { writeCapture } from '../../src/probes/engine/capture/write.ts';
import { readingsOf } from '../../src/probes/engine/parse.ts';
import { probes } from '../../src/probes/index.ts';
import { parseSamples, samplesId } from '../../src/probes/samples.ts';
import { printedAgain, storedCapture } from '../support/captures.ts';
import { routers } from './support.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ids = [...Object.keys(probes), samplesId, 'weather'];

describe('any capture', () => {
  it('is read as it was written, whatever stands in it', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\n\r]/g, '')),
      fc.constantFrom(
        '',
        '===',
        '=== nft 0',
        '\\===',
        '\\\\=== a',
        'pushmedic capture 1',
        '> ',
        '\t',
        'end: 0',
      ),
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
    const sections = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...ids), fc.record({ status: fc.nat(255), text })),
      { selector: ([id]) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(sections, (written) => {
        const read = readCapture(bytes(writeCapture([['tool', 'test']], written)));
        expect(read.kind === 'capture' && [...read.capture.sections]).toEqual(written);
      }),
      { numRuns: 3000 },
    );
  }, 120_000);

  it('survives 10,000 damages', () => {
    const files = routers.map((name) => storedCapture(`routers/${name}`));
    const texts = files.flatMap((capture) => [
      writeCapture([['taken', '2026-11-24T11:12:17Z']], capture.sections),
      printedAgain(capture, '0123456789abcdef'),
    ]);
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom(
          '\n',
          '\r\n',
          '{',
          '"',
          '\0',
          '=',
          '__proto__',
          '\n=== nft 0\n',
          '\n=== ',
          '\ufeff',
          ': ',
          '\n=== end 0\n',
        )
        .map(bytes),
    );
    const damage = fc.record({ at: fc.nat(13_000), cut: fc.oneof(fc.nat(5), fc.nat(3000)), put: piece });
    const damaged = fc
      .tuple(fc.constantFrom(...texts.map(bytes)), fc.array(damage, { minLength: 1, maxLength: 6 }))
      .map(([file, damages]) =>
        damages.reduce<Uint8Array>(
          (all, { at, cut, put }) => Buffer.concat([all.subarray(0, at), put, all.subarray(at + cut)]),
          file,
        ),
      );
    fc.assert(
      fc.property(damaged, (file) => {
        const read = readCapture(file);
        if (read.kind !== 'capture') return;
        const readings = readingsOf(takenFrom(read.capture, 0));
        expect(Object.keys(readings).sort()).toEqual(Object.keys(probes).sort());
        const samples = read.capture.sections.get(samplesId);
        if (samples) parseSamples(samples);
      }),
      { numRuns: 10_000 },
    );
  }, 300_000);

  /** An expression that goes back and forth would take hours, and the test run out of its time. */
  it.each([
    ['blanks', ' '],
    ['marks of a section', '='],
    ['marks of a quotation', '> '],
    ['section lines', '\n=== a 0'],
    ['sections that are known', '\n=== nft 0\nx'],
    ['digits', '1'],
    ['hexadecimal digits', '0123456789abcdef '],
    ['backslashes', '\\'],
    ['tabs', '\n\t'],
    ['quotes', "'"],
    ['double quotes', '"'],
    ['braces', '{'],
    ['brackets', '['],
    ['colons', 'a: '],
    ['equations', 'a=b '],
    ['commas', '1,2,'],
    ['looks', '\nat 1\n'],
  ])('of half a megabyte of %s is read at once', (_what, unit) => {
    const flood = unit.repeat(Math.ceil(maxCaptureBytes / unit.length));
    const read = readCapture(bytes(`pushmedic capture 1\n${flood}`));
    if (read.kind === 'capture') readingsOf(takenFrom(read.capture, 0));
    for (const probe of Object.values(probes)) probe.parse({ status: 0, text: flood });
    parseSamples({ status: 0, text: flood });
  });
});
