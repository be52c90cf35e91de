import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forGroup, mask, maskText } from '../../src/chat/message/mask.ts';
import type { Host } from '../../src/chat/platform.ts';
import type { Reply } from '../../src/model/message.ts';

test.each([
  ['192.168.1.23', '192.•••.23'],
  ['src=10.0.0.5 dst=17.57.146.20 sport=50000', 'src=10.•••.5 dst=17.•••.20 sport=50000'],
  ['192.168.1.23:5223.', '192.•••.23:5223.'],
  ['10.0.0.0/8', '10.•••.0/8'],
  ['a4:5e:60:c1:22:1f', 'a4:•••:1f'],
  ['A4-5E-60-C1-22-1F', 'A4:•••:1F'],
  ['2001:db8:1:2::9c/64', '2001:•••:9c/64'],
  ['at fe80::1.', 'at fe80:•••:1.'],
  ['[2001:db8::7]:5223', '[2001:•••:7]:5223'],
  ['root@192.168.1.1:2222', 'root@•••:2222'],
  ['root@[fd00::1]:22', 'root@•••:22'],
  ['root@router.home.example', 'root@•••'],
  ['::ffff:10.0.0.5', ':•••:10.0.0.5'.replace('10.0.0.5', '10.•••.5')],
])('%s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test.each([
  'OpenWrt 23.05.5, kernel 5.15.137',
  'at 12:34:56 on 2026-11-24',
  'tcp dport 5223 counter packets 3',
  'std::string',
  '300.400.500.600',
  'hello @everyone',
  '1.2.3',
])('%s stays', (text) => {
  expect(maskText(text)).toBe(text);
});

test('no address of any kind is left whole', () => {
  const ports = fc.option(fc.integer({ min: 1, max: 65535 }));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.ipV6().filter((ip) => ip.length > 4),
      ),
      fc.constantFrom('', ' ', 'src=', '(', ', ', 'to '),
      ports,
      (ip, before, port) => {
        const after = port !== null && !ip.includes(':') ? `:${port}` : ' ';
        expect(maskText(`${before}${ip}${after}`)).not.toContain(ip);
      },
    ),
  );
});

test('everything that is read is masked, commands are not; names can be hidden too', () => {
  const ip = '192.168.1.23';
  const reply: Reply = {
    tone: 'info',
    title: ip,
    private: true,
    blocks: [
      { kind: 'text', text: `${ip} is Anna’s iPhone` },
      { kind: 'heading', text: ip },
      { kind: 'aside', text: ip },
      { kind: 'list', items: [ip] },
      { kind: 'fields', fields: [{ name: ip, value: ip }] },
      { kind: 'table', columns: [ip], rows: [[ip]] },
      { kind: 'code', text: ip, caption: ip },
      { kind: 'image', png: '', alt: ip, name: 'x' },
    ],
    buttons: [{ label: ip, style: 'primary', command: 'diagnose', args: { router: 'home', device: ip } }],
  };
  const masked = mask(reply, ['Anna’s iPhone']);
  const { buttons, ...read } = masked;
  expect(JSON.stringify([read, buttons.map(({ label }) => label)])).not.toContain(ip);
  expect(JSON.stringify(read)).not.toContain('Anna');
  expect(buttons[0]?.args).toEqual({ router: 'home', device: ip });
  expect(masked.private).toBe(true);
});

const notice: Reply = {
  tone: 'bad',
  title: 'Anna’s iPhone is gone',
  blocks: [{ kind: 'text', text: 'It was at 192.168.1.23.' }],
  buttons: [],
  names: ['Anna’s iPhone'],
};
const group = { platform: 'telegram', chat: '-1', group: true } as const;
const host = (showsNames: Host['showsNames']) => ({ showsNames, phoneNumber: async () => 2 });

test('a phone whose name is hidden has a number there, in the language of the reader', async () => {
  const masked = await forGroup(
    { ...notice, language: 'en' },
    group,
    host(async () => false),
  );
  expect(masked.title).toBe('phone 2 is gone');
  expect(
    (
      await forGroup(
        { ...notice, language: 'zh' },
        group,
        host(async () => false),
      )
    ).title,
  ).toBe('手机 2 is gone');
  const numberless = { showsNames: async () => false, phoneNumber: () => Promise.reject(new Error('gone')) };
  expect((await forGroup({ ...notice, language: 'en' }, group, numberless)).title).toBe(mask(notice).title);
});

test('a group reads names and addresses only where an owner allows it', async () => {
  expect(
    await forGroup(
      notice,
      group,
      host(async () => false),
    ),
  ).toEqual(mask(notice));
  const asked: unknown[] = [];
  const showsNames = async (to: unknown) => asked.push(to) > 0;
  expect(await forGroup(notice, group, host(showsNames))).toBe(notice);
  expect(asked).toEqual([group]);
});

test('what is for one person alone stays masked in a group that reads names', async () => {
  const secret = { ...notice, private: true };
  expect(
    await forGroup(
      secret,
      group,
      host(async () => true),
    ),
  ).toEqual(mask(secret));
});

test('when it cannot be told what the owner said, it is masked; nobody is asked about what hides nothing', async () => {
  const showsNames = () => Promise.reject(new Error('Redis is gone'));
  expect(await forGroup(notice, group, host(showsNames))).toEqual(mask(notice));
  const plain: Reply = { tone: 'bad', title: 'Something went wrong', blocks: [], buttons: [] };
  const neverAsked = () => {
    throw new Error('asked');
  };
  expect(await forGroup(plain, group, host(neverAsked))).toEqual(plain);
});
