import { describe, expect, it } from 'vitest';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { captureOf, writeCapture } from '../../src/probes/engine/capture/write.ts';
import { readingsOf, answerOf as takenApart } from '../../src/probes/engine/parse.ts';
import { probes } from '../../src/probes/index.ts';
import { printedAgain, storedCapture } from '../support/captures.ts';
import { answerOf, boundary, routers } from './support.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function mustBe(read: ReturnType<typeof readCapture>): Capture {
  if (read.kind !== 'capture') throw new Error(`no capture: ${read.kind}`);
  return read.capture;
}
const read = (text: string): Capture => mustBe(readCapture(bytes(text)));
const textOf = (capture: Capture, id: string) => capture.sections.get(id)?.text;
const readings = (capture: Capture) => readingsOf(takenFrom(capture, 0));

const taken = (router: (typeof routers)[number]) => ({
  ...takenApart(answerOf(router), boundary),
  takenAt: Date.UTC(2026, 10, 24),
  bytes: 0,
  ms: 0,
});

describe('a capture file', () => {
  it('is written as the contract says', () => {
    const text = writeCapture(
      [['taken', '2026-11-24T11:12:17Z']],
      [
        ['clock', { status: 0, text: '175.22\n1795518821\n' }],
        ['uci', { status: 3, text: '' }],
        ['own', { status: 0, text: '=== a\n\\=== b\n\\\\=== c\n ===\n' }],
      ],
    );
    expect(text).toBe(
      'pushmedic capture 1\ntaken: 2026-11-24T11:12:17Z\n\n=== clock 0\n175.22\n1795518821\n=== uci 3\n=== own 0\n\\=== a\n\\\\=== b\n\\\\\\=== c\n ===\n',
    );
    expect(textOf(read(text), 'own')).toBe('=== a\n\\=== b\n\\\\=== c\n ===\n');
    expect(read(text).head.get('taken')).toBe('2026-11-24T11:12:17Z');
  });

  it.each(routers)('gives the readings that the look gave: %s', (router) => {
    const live = taken(router);
    const capture = read(captureOf(live, 'test', [['weather', { status: 0, text: 'fine\n' }]]));
    const lives = readingsOf(live);
    for (const id of Object.keys(lives) as (keyof typeof lives)[])
      if (lives[id].kind !== 'failed') expect(readings(capture)[id]).toEqual(lives[id]);
    expect(textOf(capture, 'weather')).toBe('fine\n');
    expect(takenFrom(capture, 0).takenAt).toBe(Date.UTC(2026, 10, 24));
  });

  it('does not take for absent what the look could not read', () => {
    const whole = answerOf('openwrt-24.10-fw4-offloaded');
    const cut = whole.slice(0, whole.indexOf('table inet fw4'));
    const live = { ...takenApart(cut, boundary), takenAt: 0, bytes: 0, ms: 0 };
    expect(readings(read(captureOf(live, 'test')))).toEqual(readingsOf(live));
    expect(readingsOf(live)).toMatchObject({ nft: { kind: 'failed' }, leases: { kind: 'failed' } });
  });

  it('has its sections in any order; what is missing is absent', () => {
    const capture = read(
      'pushmedic capture 1\n\n=== clock 0\n175.22\n1795518821\n=== system 0\nkernel=5.10.1\n',
    );
    expect(readings(capture)).toMatchObject({
      clock: { kind: 'value', value: { uptimeS: 175.22 } },
      system: { kind: 'value', value: { kernel: '5.10.1' } },
      nft: { kind: 'absent', why: 'not in this capture' },
    });
    expect(takenFrom(capture, 77).takenAt).toBe(77);
  });

  it('of a section that stands there twice, the first counts, and it is told', () => {
    const capture = read('pushmedic capture 1\n=== clock 0\n1.0\n1795518821\n=== clock 0\n2.0\n1795518821\n');
    expect([textOf(capture, 'clock'), capture.twice]).toEqual(['1.0\n1795518821\n', ['clock']]);
  });
});

const fw4 = storedCapture('routers/openwrt-24.10-fw4-offloaded');
const written = captureOf(taken('openwrt-24.10-fw4-offloaded'), 'test');
const utf16 = (text: string, swap: boolean) => {
  const buffer = Buffer.from(`\ufeff${text}`, 'utf16le');
  return new Uint8Array(swap ? buffer.swap16() : buffer);
};

describe('a capture that went through hands', () => {
  it.each([
    ['a byte order mark', bytes(`\ufeff${written}`)],
    ['Windows’ line ends', bytes(written.replaceAll('\n', '\r\n'))],
    ['UTF-16, as PowerShell writes it', utf16(written, false)],
    ['UTF-16, the other way round', utf16(written, true)],
    ['a quotation', bytes(written.replace(/^/gm, '> ').replace(/^> $/gm, '>'))],
    ['an indented block', bytes(`see below\n\n${written.replace(/^(?=.)/gm, '    ')}`)],
    ['words before it', bytes(`Hi all,\nthis is from my router:\n\`\`\`\n${written}`)],
    ['no line end at its end', bytes(written.trimEnd())],
  ])('is read with %s', (_what, file) => {
    expect(readings(mustBe(readCapture(file)))).toEqual(readings(read(written)));
  });

  it('is read with its head left out, and with words behind it', () => {
    const headless = written.slice(written.indexOf('=== '));
    // What the stored look did not have is written in the head.
    const told = (text: string) =>
      Object.entries(readings(read(text))).filter(([, { kind }]) => kind === 'value');
    expect(told(headless)).toEqual(told(written));
    expect(told(headless).length).toBeGreaterThan(10);
    expect(readings(read(`${written}thanks!\n`))).toEqual(readings(read(written)));
  });

  it('cut in two, says of the section it was cut in and of those behind it that they were not read', () => {
    const at = written.indexOf('dport=5223');
    const capture = read(written.slice(0, at));
    expect(readings(capture).conntrack).toEqual({ kind: 'failed', why: 'the capture was cut off here' });
    expect(readings(capture).leases).toEqual({ kind: 'failed', why: 'the capture was cut off before this' });
    expect(readings(capture).sysctls).toEqual(readings(read(written)).sysctls);
  });

  it('longer than the bound, is read as far as that and says so', () => {
    const capture = mustBe(readCapture(bytes(written), written.indexOf('dport=5223')));
    expect(readings(capture).conntrack).toMatchObject({ why: 'the capture was cut off here' });
    const byHand = mustBe(
      readCapture(bytes(`pushmedic capture 1\n=== own 0\n=== log 0\n${'x\n'.repeat(400_000)}`)),
    );
    expect([...byHand.broken.keys(), ...byHand.sections.keys()]).toEqual(['log', 'own']);
  });

  it('written loosely by hand, is understood', () => {
    const capture = read(
      'pushmedic capture 1\nnote: by me\nuh\n===nft\na\n=== conntrack ===\nb\n=== what is this\nc\n=== log 0   \nd',
    );
    expect([...capture.sections]).toEqual([
      ['nft', { status: 0, text: 'a\n' }],
      ['conntrack', { status: 0, text: 'b\n' }],
      ['log', { status: 0, text: 'd\n' }],
    ]);
    expect([...capture.head]).toEqual([['note', 'by me']]);
    expect(capture.strayLines).toBe(3);
  });

  it('of another version, or none, says so', () => {
    expect(readCapture(bytes('pushmedic capture 2\n\n=== a 0\n'))).toEqual({ kind: 'newer', version: 2 });
    expect(readCapture(bytes('Dear all,\nmy phone is late\n=====\n'))).toEqual({ kind: 'none' });
    expect(readCapture(new Uint8Array())).toEqual({ kind: 'none' });
  });
});

describe('what the first release’s look printed', () => {
  it.each([['0123456789abcdef'], [boundary], ['a'.repeat(64)]])('is read with the boundary %s', (mark) => {
    const printed = `BusyBox v1.36\r\n${printedAgain(fw4, mark)}`;
    expect(readings(read(printed))).toEqual(readings(fw4));
    expect(readings(read(printed.replaceAll('\n', '\r\n')))).toEqual(readings(fw4));
    expect(readings(read(printed.trimEnd().replace(/^/gm, '> ')))).toEqual(readings(fw4));
  });

  it('cut, or without its first line, is read as far as it goes', () => {
    const printed = printedAgain(fw4, boundary);
    const tail = printed.slice(printed.indexOf(`${boundary} begin sysctls`), printed.indexOf('dport=5223'));
    const seen = readings(read(tail));
    expect(seen).toMatchObject({
      conntrack: { kind: 'failed', why: 'the answer was cut off' },
      leases: { kind: 'absent', why: 'not in this capture' },
    });
    expect(seen.sysctls).toEqual(readings(fw4).sysctls);
    expect(readCapture(bytes(`${boundary} start FreeBSD\n`))).toEqual({ kind: 'other', system: 'FreeBSD' });
  });

  it('knows every probe of today', () => {
    expect([...fw4.sections.keys()].filter((id) => !(id in probes))).toEqual([]);
  });
});
