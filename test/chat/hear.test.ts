import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { hear, hearReply, meant } from '../../src/chat/hear.ts';
import { readTyped } from '../../src/chat/line.ts';

test.each([
  'late',
  'Late!',
  'my iPhone is late',
  'My notifications are slow.',
  'why do PUSHES take so long?',
  'notification',
  'Notifications are delayed',
  'no push for hours',
  'it lags',
  '推送',
  '我的推送总是延迟',
  '通知好慢',
  '微信消息延迟',
  '消息来晚了',
  '手机收不到消息',
  '通知太慢了！',
])('%s is a complaint', (said) => {
  expect(hear(said, commands)).toEqual({ name: 'late', args: {} });
});

test.each([
  'see you later',
  'translate this',
  'plate',
  'slot',
  '晚上好',
  'thanks',
  '谢谢',
  'banana',
  '/late-night',
])('%s is not', (said) => {
  expect(hear(said, commands)?.name).not.toBe('late');
});

test.each(['stop these notifications', 'turn notifications off', '别再通知我了', '关闭推送'])(
  '%s is about what is watched',
  (said) => {
    expect(hear(said, commands)).toEqual({ name: 'watch', args: {} });
  },
);

test.each([
  '192.168.1.1',
  '192.168.1.1:2222',
  'root@192.168.1.1',
  'admin@router.lan:2222',
  'root@[fd00::1]:22',
  '[fd00::1]',
  'fd00::1',
  'ssh://root@10.0.0.1',
])('%s is an address', (said) => {
  expect(hear(said, commands)).toEqual({ name: 'router add', args: { address: said } });
});

test.each(['router.lan', '1.2', '192.168.1.1 is my router', 'a b@c'])('%s alone is no address', (said) => {
  expect(hear(said, commands)?.name).not.toBe('router add');
});

test.each([
  ['7K3MPQ2X9B', true],
  ['ABCDEFGHJK', true],
  ['7k3mpq2x9b', true],
  ['everything', false],
  ['7K3MPQ2X9', false],
])('%s may be a claim code: %s', (said, isCode) => {
  expect(hear(said, commands)?.name === 'claim').toBe(isCode);
});

test.each(['hi', 'Hello!', '你好', '您好！', '怎么用？'])('%s is greeted', (said) => {
  expect(hear(said, commands)?.name).toBe('help');
});

test.each([
  ['/诊断', 'diagnose', {}],
  ['诊断', 'diagnose', {}],
  ['诊断 home', 'diagnose', { router: 'home' }],
  ['路由器 添加 home 192.168.1.1', 'router add', { name: 'home', address: '192.168.1.1' }],
  ['路由器添加 home 192.168.1.1', 'router add', { name: 'home', address: '192.168.1.1' }],
  ['路由器', 'router list', {}],
  ['监视 开启 home', 'watch', { switch: 'on', router: 'home' }],
  ['摘要 每周', 'digest', { every: 'weekly' }],
  ['/语言 中文', 'language', { language: 'zh' }],
  ['language Chinese', 'language', { language: 'zh' }],
  ['/Watch ON', 'watch', { switch: 'on' }],
])('%s is %s', (typed, name, args) => {
  expect(readTyped(typed, commands)).toEqual({ name, args });
});

test.each(['stop', 'seen it', 'which one?', 'trust me'])('%s without a slash is no command', (said) => {
  expect(readTyped(said, commands).said).toBe(said);
});

test.each([
  ['/diagnos home', { name: 'diagnose', args: { router: 'home' } }],
  ['/daignose home Anna’s iPhone', { name: 'diagnose', args: { router: 'home', device: 'Anna’s iPhone' } }],
  ['rooter add home root@10.0.0.1', { name: 'router add', args: { name: 'home', address: 'root@10.0.0.1' } }],
  ['/wach on', { name: 'watch', args: { switch: 'on' } }],
  ['/诊段 home', { name: 'diagnose', args: { router: 'home' } }],
  ['诊断一下', { name: 'diagnose', args: {} }],
])('%s was perhaps meant as another command, whose arguments are kept', (typed, line) => {
  expect(meant(typed, commands)).toContainEqual(line);
});

test('nothing is suggested that only buttons reach, and nothing for small talk', () => {
  expect(meant('/aply 123', commands)).toEqual([]);
  expect(meant('what a lovely day', commands)).toEqual([]);
});

test.each([
  ['fix', 'fix'],
  ['Diagnose!', 'diagnose'],
  ['诊断', 'diagnose'],
  ['/fix', 'fix'],
  ['still late', 'late'],
])('in reply to the bot, among others, %s is heard', (said, name) => {
  expect(hearReply(said, commands)).toEqual({ name, args: {} });
});

test.each([
  'thanks!',
  'stop',
  'seen',
  'watch out for the cat',
  'fix your grammar',
  '192.168.1.1',
  '7K3MPQ2X9B',
  'hello',
])('in reply to the bot, among others, %s is talk', (said) => {
  expect(hearReply(said, commands)).toBeNull();
});

test('whatever is said, it is read in linear time and nothing is made up', () => {
  const said = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'/@:.[]late 慢诊断路由器'), maxLength: 400 }),
  );
  fc.assert(
    fc.property(said, (text) => {
      const lines = [
        readTyped(text, commands),
        hear(text, commands),
        hearReply(text, commands),
        ...meant(text, commands),
      ];
      const names = new Set<string>(commands.map(({ name }) => name));
      for (const line of lines) if (line && line.said === undefined) expect(names.has(line.name)).toBe(true);
    }),
  );
});
