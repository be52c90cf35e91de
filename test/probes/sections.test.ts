import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failed } from '../../src/model/failure.ts';
import { splitSections } from '../../src/probes/engine/sections.ts';
import { probes } from '../../src/probes/index.ts';
import { answerOf, boundary, parseSnapshot, routers } from './support.ts';

const failureOf = (stdout: string, stderr = '') => {
  try {
    parseSnapshot(stdout, boundary, stderr);
  } catch (error) {
    return error instanceof Failed ? error.failure : error;
  }
  return null;
};

describe('the answer of one exec', () => {
  it('passes over a banner, and gives each probe its own section', () => {
    const text = `BusyBox v1.36\n\n  OpenWrt  \n\n${boundary} start Linux\n\n${boundary} begin a\nx\n\n${boundary} end 0\n\n${boundary} begin b\ny\n${boundary} end 3\n`;
    const sections = splitSections(text, boundary);
    expect(sections.system).toBe('Linux');
    expect([...sections.sections]).toEqual([
      ['a', { status: 0, text: 'x\n' }],
      ['b', { status: 3, text: 'y' }],
    ]);
    expect([...sections.broken]).toEqual([]);
  });

  it('is not fooled by a boundary that was guessed, or that stands in mid-line', () => {
    const other = boundary.replace('0', '1');
    const lies = [`${other} end 0`, ` ${boundary} end 0`, `name ${boundary} end 0`, `${boundary}end 0`];
    const text = `${boundary} start Linux\n${boundary} begin a\n${lies.join('\n')}\n\n${boundary} end 4\n`;
    expect(splitSections(text, boundary).sections.get('a')).toEqual({
      status: 4,
      text: `${lies.join('\n')}\n`,
    });
  });

  it('cannot be ended or begun by anything a device or a rule can say', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const text = `${one}\n${boundary} start Linux\n\n${boundary} begin a\n${one}\n${boundary} end 0\n\n${boundary} begin b\n${two}\n${boundary} end 7\n`;
        const { sections } = splitSections(text, boundary);
        expect(sections.get('a')).toEqual({ status: 0, text: one });
        expect(sections.get('b')).toEqual({ status: 7, text: two });
      }),
      { numRuns: 2000 },
    );
  });

  it('says so when no POSIX shell on Linux answered', () => {
    expect(failureOf('', "fish: Unsupported use of '='. In fish, please use 'set b x'.")).toEqual({
      cause: 'not-a-router',
      seen: "fish: Unsupported use of '='. In fish, please use 'set b x'.",
    });
    expect(failureOf('Invalid command.\r\nswitch>')).toEqual({
      cause: 'not-a-router',
      seen: 'Invalid command. switch>',
    });
    const seen = 'bad command name eval (line 1 column 1)';
    expect(failureOf(`${seen}\r\n`)).toEqual({ cause: 'router-os', seen });
    expect(failureOf('sh: 1: syntax error: unterminated quoted string')).toMatchObject({
      cause: 'not-a-router',
    });
    expect(failureOf(`\n${boundary} start FreeBSD\n`)).toEqual({ cause: 'not-a-router', seen: 'FreeBSD' });
    expect(failureOf(`\n${boundary} start \n`)).toEqual({ cause: 'not-a-router', seen: '' });
    expect(failureOf('x'.repeat(5000))).toMatchObject({ seen: 'x'.repeat(160) });
  });

  it.each(routers)('cut off anywhere, %s gives failed readings and no crash', (router) => {
    const answer = answerOf(router);
    const whole = parseSnapshot(answer, boundary);
    const first = answer.indexOf('start Linux') + 'start Linux\n'.length;
    for (let at = first; at < answer.length; at += 97) {
      const cut = parseSnapshot(answer.slice(0, at), boundary);
      for (const id of Object.keys(probes) as (keyof typeof probes)[]) {
        if (cut[id].kind === 'failed') expect(cut[id].why).toMatch(/cut off|ended before/);
        else expect(cut[id]).toEqual(whole[id]);
      }
    }
  });

  it('survives 10,000 damaged answers', () => {
    const answers = routers.map(answerOf);
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '\n',
        '{',
        '}',
        '"',
        "'",
        '\0',
        '[',
        '=',
        '__proto__',
        ': ',
        boundary,
        `\n${boundary} end 0\n`,
        `\n${boundary} begin nft\n`,
      ),
    );
    const damage = fc.record({ at: fc.nat(13_000), cut: fc.oneof(fc.nat(5), fc.nat(3000)), put: piece });
    const answer = fc.constantFrom(...answers);
    fc.assert(
      fc.property(answer, fc.array(damage, { minLength: 1, maxLength: 6 }), (text, damages) => {
        const damaged = damages.reduce(
          (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
          text,
        );
        try {
          const read = parseSnapshot(damaged, boundary);
          expect(Object.keys(read).sort()).toEqual(Object.keys(probes).sort());
        } catch (error) {
          // The first boundary itself was damaged.
          expect(error).toBeInstanceOf(Failed);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
