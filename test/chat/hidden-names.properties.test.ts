import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paint as paintDiscord } from '../../src/chat/discord/paint.ts';
import { paint as paintTelegram } from '../../src/chat/telegram/paint.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import { languages } from '../../src/model/language.ts';
import type { Reply } from '../../src/model/message.ts';
import { parseLease } from '../../src/probes/leases.ts';
import { speak } from '../../src/words/words.ts';
import { flow, judge, scene } from '../diagnosis/scenes.ts';
import { offered } from '../support/plans.ts';
import { makeFakeHost } from './fake-host.ts';

const { host } = makeFakeHost(() => null);
const group = { chat: '-1', group: true } as const;

/** What a group reads of a reply, on both platforms. */
async function readBy(reply: Reply): Promise<string> {
  const { body } = await paintDiscord(reply, { platform: 'discord', ...group }, host);
  const { html, keyboard, photos } = await paintTelegram(reply, { platform: 'telegram', ...group }, host);
  return [JSON.stringify(body), html, JSON.stringify(keyboard), ...photos.map(({ caption }) => caption)]
    .join('\n')
    .toLowerCase();
}

/** As the router hands it on: dnsmasq writes what the device sent. */
const nameFrom = (sent: string): string | null =>
  parseLease(`1795561850 5a:11:22:33:44:55 192.168.1.188 ${sent} 01:5a:11:22:33:44:55`)?.name ?? null;

const everywhere = (name: string): Reply => ({
  tone: 'bad',
  title: `${name} cannot be reached`,
  blocks: [
    { kind: 'text', text: `It is ${name} (192.168.1.23), that is ${name.toLowerCase()}.` },
    { kind: 'heading', text: `${name}: seen` },
    { kind: 'aside', text: `root@192.168.1.1 knows ${name}` },
    { kind: 'list', items: [`${name}${name}`, `(${name})`] },
    { kind: 'fields', fields: [{ name, value: name }] },
    { kind: 'table', columns: ['who', 'when'], rows: [[name, '10:23']] },
    { kind: 'code', text: `1795561850 5a:11:22:33:44:55 192.168.1.188 ${name} *`, caption: name },
  ],
  buttons: [{ label: `Mute ${name}`, style: 'secondary', command: 'mute', args: {} }],
  names: [name],
});

const reported = (name: string, language: (typeof languages)[number]): Reply => {
  const judgement = judge(scene({ flows: [flow({ name }), flow({ name, port: 5228, service: 'fcm' })] }));
  return report(judgement, speak(language), offered(judgement.findings));
};

const letters = fc.oneof(
  fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZäßéñøÅ'),
  fc.constantFrom(...'АннаЖивет客厅平板手机هاتف'),
);
const signs = fc.constantFrom(
  ...' .-_’*+?()[]{}|/\\^$@:#<>&"\'`~0123456789',
  '\u200e',
  '\u202e',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '\ud83d',
  '📱',
  '•••',
);
const unit = fc.oneof({ weight: 4, arbitrary: letters }, { weight: 1, arbitrary: signs });
const sent = fc.oneof(
  fc.string({ unit, minLength: 1, maxLength: 80 }),
  fc.constantFrom(
    'Anna\u200es iPhone',
    `${'Anna’s very long '.repeat(5)}iPhone`,
    'pixel@home',
    '192.168.1.23',
    'a4:83:e7:00:00:21',
    'abcab',
  ),
);

/** Pieces of three letters, in lower case. */
const pieces = (name: string): string[] => {
  const points = Array.from(name.toLowerCase());
  return points.flatMap((_, at) => {
    const piece = points.slice(at, at + 3).join('');
    return /^\p{L}{3}$/u.test(piece) ? [piece] : [];
  });
};

describe('a group that reads no names', () => {
  const ways: { what: string; made: (name: string) => Reply }[] = [
    { what: 'every kind of block', made: everywhere },
    ...languages.map((language) => ({
      what: `a report in ${language}`,
      made: (name: string) => reported(name, language),
    })),
  ];

  it.each(ways)('reads no three letters of any: $what', async ({ made }) => {
    // What is there whatever the name is: words of ours.
    const without = await readBy(made('§§'));
    await fc.assert(
      fc.asyncProperty(sent, async (text) => {
        const name = nameFrom(text);
        fc.pre(name !== null && name.length > 2);
        const read = await readBy(made(name ?? ''));
        for (const piece of pieces(name ?? '')) if (read.includes(piece)) expect(without).toContain(piece);
      }),
      { numRuns: 150 },
    );
  });

  it('reads as much of a name that is longer than what is kept of it, or holds marks without a sign: nothing', async () => {
    for (const text of ['Anna\u200es iPhone', `${'Anna’s very long '.repeat(5)}iPhone`]) {
      const read = await readBy(reported(nameFrom(text) ?? '', 'en'));
      expect(read).not.toMatch(/anna|iphone|long/);
    }
  });
});
