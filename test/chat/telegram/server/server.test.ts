import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseHtml } from './entities.ts';
import { startTelegram, type Telegram, testToken } from './server.ts';

/** Errors of the real parser, from tdlib's own tests (`test/message_entities.cpp`). */
test.each([
  ['🏟 🏟&lt;<abac>', 'Unsupported start tag "abac" at byte offset 13'],
  ['🏟 🏟&lt;<i   =aba>', 'Empty attribute name in the tag "i" at byte offset 13'],
  ['🏟 🏟&lt;<i    aba>', 'Can\'t find end tag corresponding to start tag "i"'],
  ['🏟 🏟&lt;</', 'Unexpected end tag at byte offset 13'],
  ['🏟 🏟&lt;<b></b></', 'Unexpected end tag at byte offset 20'],
  ['🏟 🏟&lt;<i>a</i   ', 'Unclosed end tag at byte offset 17'],
  ['🏟 🏟&lt;<i>a</em   >', 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'],
  ['<b>a<br>', 'Unsupported start tag "br" at byte offset 4'],
  ['a < b', 'Unsupported start tag "" at byte offset 2'],
  ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
])('%s is refused', (html, error) => {
  expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${error}`);
});

test.each([
  ['&lt;&gt;&amp;&quot;&laquo;&#60;', '<>&"&laquo;<', []],
  ['➡️ ➡️<i>➡️ ➡️</i>', '➡️ ➡️➡️ ➡️', [{ type: 'italic', offset: 5, length: 5 }]],
  [
    '<b>a<i>b</i></b>',
    'ab',
    [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 1 },
    ],
  ],
  ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
  ['<a href="tg://user?id=7">a</a>', 'a', [{ type: 'text_mention', offset: 0, length: 1, user: 7 }]],
  ['  <b> a </b>  ', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
])('%s is read', (html, text, entities) => {
  expect(parseHtml(html)).toEqual({ text, entities });
});

let telegram: Telegram;
beforeAll(async () => {
  telegram = await startTelegram({ burst: 1_000, groupPerMinute: 1_000, perSecond: 1_000 });
});
afterAll(() => telegram.close());

interface Answer {
  ok: boolean;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
  result?: { message_id: number } | { update_id: number }[];
}

async function ask(method: string, params: object, token = testToken): Promise<Answer> {
  const response = await fetch(`${telegram.apiUrl}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Answer;
}

const idOf = ({ result }: Answer): number => (result && 'message_id' in result ? result.message_id : 0);

function person() {
  const user = telegram.user('P');
  telegram.set(telegram.direct(user), 'open');
  return { user, chat: telegram.direct(user) };
}

const keyboard = (...buttons: object[]) => ({ inline_keyboard: [buttons] });

test.each([
  [{ text: '' }, 'message text is empty'],
  [{ text: '<b> </b>', parse_mode: 'HTML' }, 'message text is empty'],
  [{ text: 'x'.repeat(4097) }, 'message is too long'],
  [{ text: '😀'.repeat(4097) }, 'message is too long'],
  [{ text: '<b', parse_mode: 'HTML' }, "can't parse entities: Unclosed start tag at byte offset 0"],
  [
    { text: 'x', reply_markup: keyboard({ text: 'a', callback_data: '语'.repeat(22) }) },
    'BUTTON_DATA_INVALID',
  ],
  [{ text: 'x', reply_markup: keyboard({ text: 'a', callback_data: '' }) }, 'BUTTON_DATA_INVALID'],
  [{ text: 'x', reply_markup: keyboard({ text: 'a', url: 'javascript:x' }) }, 'BUTTON_URL_INVALID'],
  [
    { text: 'x', reply_markup: keyboard({ text: 'a' }) },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [{ text: 'x', reply_parameters: { message_id: 1 } }, 'message to be replied not found'],
  [{ text: 'x', message_thread_id: 9 }, 'message thread not found'],
])('sendMessage %j is refused', async (params, error) => {
  const { chat } = person();
  expect(await ask('sendMessage', { chat_id: chat.id, ...params })).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${error}`,
  });
});

test('4096 characters that look like 8192 are taken', async () => {
  const { chat } = person();
  expect((await ask('sendMessage', { chat_id: chat.id, text: '😀'.repeat(4096) })).ok).toBe(true);
});

test('edits: unknown, foreign, unchanged; leaving the buttons out takes them away', async () => {
  const { user, chat } = person();
  const theirs = telegram.say(user, chat, 'hello');
  const sent = await ask('sendMessage', {
    chat_id: chat.id,
    text: 'x',
    reply_markup: keyboard({ text: 'a', callback_data: 'a' }),
  });
  const message_id = idOf(sent);
  const edit = async (id: number, more: object = {}) =>
    (await ask('editMessageText', { chat_id: chat.id, message_id: id, text: 'x', ...more })).description;
  expect(await edit(1)).toBe('Bad Request: message to edit not found');
  expect(await edit(theirs.id)).toBe("Bad Request: message can't be edited");
  expect(await edit(message_id)).toBeUndefined();
  expect(telegram.find(chat, message_id)?.keyboard).toEqual([]);
  expect(await edit(message_id)).toMatch(
    /^Bad Request: message is not modified: specified new message content/,
  );
});

test('a press is answered once and in time, or it is too old', async () => {
  const { user, chat } = person();
  const sent = await ask('sendMessage', {
    chat_id: chat.id,
    text: 'x',
    reply_markup: keyboard({ text: 'a', callback_data: 'a' }),
  });
  const message = telegram.find(chat, idOf(sent));
  if (!message) throw new Error('no message');
  const query = telegram.press(user, message, 'a');
  await ask('getUpdates', { timeout: 0 });
  expect(telegram.violations()).toContainEqual({ rule: 'unanswered press', detail: query.id });
  expect((await ask('answerCallbackQuery', { callback_query_id: query.id })).ok).toBe(true);
  expect(telegram.violations().some(({ rule }) => rule === 'unanswered press')).toBe(false);
  query.agedMs = 60_000;
  const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
  expect((await ask('answerCallbackQuery', { callback_query_id: query.id })).description).toBe(tooOld);
  expect((await ask('answerCallbackQuery', { callback_query_id: 'made up' })).description).toBe(tooOld);
});

test('what the server would not notice is counted: parameters and methods that do not exist, wrong types', async () => {
  const { chat } = person();
  const count = () => telegram.violations().length;
  const before = count();
  await ask('sendMessage', { chat_id: chat.id, text: 'x', reply_to_message_id: 4 });
  expect(count()).toBe(before + 1);
  expect((await ask('sendDice', { chat_id: chat.id })).error_code).toBe(404);
  expect(count()).toBe(before + 2);
  await ask('sendMessage', { chat_id: 'me', text: 'x' });
  expect(count()).toBe(before + 3);
  expect((await ask('getMe', {}, '1:wrong')).error_code).toBe(401);
});

test('rates: a second, a chat, a group; sending before the time that was told is counted', async () => {
  const strict = await startTelegram({ perSecond: 4, burst: 2, groupPerMinute: 3 });
  const send = async (chat: number) => {
    const response = await fetch(`${strict.apiUrl}/bot${testToken}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chat, text: 'x' }),
    });
    return (await response.json()) as Answer;
  };
  try {
    const group = strict.group('g');
    const many = Array.from({ length: 4 }, () => strict.group('h'));
    expect((await send(group.id)).ok).toBe(true);
    expect((await send(group.id)).ok).toBe(true);
    expect((await send(group.id)).parameters?.retry_after).toBe(2);
    expect(strict.violations()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await send(group.id)).error_code).toBe(429);
    expect(strict.violations()).toContainEqual(expect.objectContaining({ rule: 'retry_after' }));
    const others = await Promise.all(many.map(({ id }) => send(id)));
    expect(others.filter(({ ok }) => ok).length).toBeLessThanOrEqual(4);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await send(group.id)).ok).toBe(true);
    expect((await send(group.id)).parameters?.retry_after).toBeGreaterThan(10);
  } finally {
    await strict.close();
  }
});

test('a second poll ends the first; a higher offset confirms', async () => {
  const { user, chat } = person();
  await ask('getUpdates', { timeout: 0, offset: Number.MAX_SAFE_INTEGER });
  const first = ask('getUpdates', { timeout: 20 });
  await expect.poll(() => telegram.polling.isPolled()).toBe(true);
  const second = ask('getUpdates', { timeout: 20 });
  expect((await first).description).toBe(
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  );
  telegram.say(user, chat, 'hello');
  const { result } = await second;
  const last = Array.isArray(result) ? (result.at(-1)?.update_id ?? 0) : 0;
  expect(telegram.polling.unconfirmed()).toBeGreaterThan(0);
  await ask('getUpdates', { timeout: 0, offset: last + 1 });
  expect(telegram.polling.unconfirmed()).toBe(0);
  telegram.world.webhook = 'https://example.invalid';
  expect((await ask('getUpdates', {})).error_code).toBe(409);
  telegram.world.webhook = null;
});
