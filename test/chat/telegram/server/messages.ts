import type { Body } from './body.ts';
import { type Entity, parseHtml } from './entities.ts';
import type { ParamsOf } from './params.ts';
import { bad, notModified } from './refusal.ts';
import { topicOf } from './targets.ts';
import { type Button, type Chat, type Message, messageKey, type World } from './world.ts';

const longest = 4096;
const longestCaption = 1024;
const mostEntities = 100;
const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');

interface Written {
  html: string;
  text: string;
  entities: Entity[];
}

/** A text as the server takes it. Lengths are counted in code points, after parsing. */
function write(world: World, html: string, mode: string | undefined): Written {
  if (/\p{Surrogate}/u.test(html)) throw bad('strings must be encoded in UTF-8');
  if (mode !== undefined && mode !== 'HTML') world.violate('parse mode', mode);
  const parsed = mode === 'HTML' ? parseHtml(html) : { text: html.trim(), entities: [] };
  if (parsed.entities.length > mostEntities)
    world.violate('entities', `${parsed.entities.length}: more than ${mostEntities} are dropped`);
  return { html, ...parsed };
}

function checkText({ text }: Written): void {
  if (text === '') throw bad('message text is empty');
  if (Array.from(text).length > longest) throw bad('message is too long');
}

function checkCaption({ text }: Written): void {
  if (Array.from(text).length > longestCaption) throw bad('message caption is too long');
}

function checkKeyboard(world: World, rows: Button[][]): Button[][] {
  for (const row of rows) {
    if (row.length === 0 || row.length > 8) world.violate('keyboard', `a row of ${row.length}`);
    for (const { text, callback_data, url } of row) {
      if (text.trim() === '') throw bad('inline keyboard button text is empty');
      if (callback_data === undefined && url === undefined)
        throw bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
      if (callback_data !== undefined && url !== undefined) world.violate('keyboard', `${text}: two actions`);
      const bytes = Buffer.byteLength(callback_data ?? ' ');
      if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
      if (url !== undefined && !/^(https?|tg):\/\/\S+$/.test(url)) throw bad('BUTTON_URL_INVALID');
    }
  }
  if (rows.flat().length > 100) throw bad('reply markup is too long');
  return rows;
}

type Sending = Pick<
  ParamsOf<'sendMessage'>,
  'message_thread_id' | 'disable_notification' | 'reply_parameters' | 'reply_markup'
>;

function place(world: World, chat: Chat, given: Sending) {
  const thread = topicOf(chat, given.message_thread_id);
  const { message_id, allow_sending_without_reply } = given.reply_parameters ?? {};
  const replied = message_id === undefined ? undefined : world.messages.get(messageKey(chat.id, message_id));
  const isThere = replied !== undefined && !replied.deleted;
  if (message_id !== undefined && !isThere && allow_sending_without_reply !== true)
    throw bad('message to be replied not found');
  if (isThere && replied.thread !== thread)
    world.violate('topic', `a reply to topic ${replied.thread} went to ${thread}`);
  return {
    thread,
    replyTo: isThere ? replied.id : null,
    silent: given.disable_notification === true,
    keyboard: checkKeyboard(world, given.reply_markup?.inline_keyboard ?? []),
  };
}

type Kept = Partial<Message> & Pick<Message, 'chat' | 'from'>;

export function storeMessage(world: World, kept: Kept): Message {
  const message: Message = {
    id: world.nextId(),
    thread: null,
    date: Math.floor(Date.now() / 1_000),
    text: '',
    entities: [],
    html: '',
    keyboard: [],
    photo: null,
    document: null,
    contact: null,
    album: null,
    replyTo: null,
    silent: false,
    preview: true,
    deleted: false,
    painted: [Date.now()],
    ...kept,
  };
  world.messages.set(messageKey(message.chat, message.id), message);
  return message;
}

export function sendMessage(world: World, chat: Chat, given: ParamsOf<'sendMessage'>): Message {
  const written = write(world, given.text ?? '', given.parse_mode);
  checkText(written);
  return storeMessage(world, {
    chat: chat.id,
    from: world.bot.id,
    preview: given.link_preview_options?.is_disabled !== true,
    ...written,
    ...place(world, chat, given),
  });
}

function uploaded(media: string, { files }: Body): { name: string; data: Buffer } {
  const name = /^attach:\/\/(.+)$/.exec(media)?.[1];
  const file = name === undefined ? undefined : files.get(name);
  if (!file) throw bad('wrong remote file identifier specified: Wrong character in the string');
  if (file.data.length === 0) throw bad('file must be non-empty');
  return file;
}

function upload(media: string, body: Body): Buffer {
  const { data } = uploaded(media, body);
  if (!data.subarray(0, 8).equals(pngHead)) throw bad('IMAGE_PROCESS_FAILED');
  return data;
}

export function sendDocument(world: World, chat: Chat, given: ParamsOf<'sendDocument'>, body: Body): Message {
  const at = place(world, chat, given);
  const written = write(world, given.caption ?? '', given.parse_mode);
  checkCaption(written);
  const document = uploaded(given.document, body);
  return storeMessage(world, { chat: chat.id, from: world.bot.id, ...written, document, ...at });
}

interface Picture {
  media: string;
  caption?: string | undefined;
  parse_mode?: string | undefined;
}

function sendPictures(world: World, chat: Chat, pictures: Picture[], given: Sending, body: Body): Message[] {
  const at = place(world, chat, given);
  const album = pictures.length > 1 ? String(world.nextId()) : null;
  const read = pictures.map(({ media, caption, parse_mode }) => {
    const written = write(world, caption ?? '', parse_mode);
    checkCaption(written);
    return { ...written, photo: upload(media, body) };
  });
  return read.map((one) => storeMessage(world, { chat: chat.id, from: world.bot.id, album, ...one, ...at }));
}

export const sendPhoto = (world: World, chat: Chat, given: ParamsOf<'sendPhoto'>, body: Body): Message[] =>
  sendPictures(world, chat, [{ ...given, media: given.photo }], given, body);

export function sendMediaGroup(
  world: World,
  chat: Chat,
  given: ParamsOf<'sendMediaGroup'>,
  body: Body,
): Message[] {
  if (given.media.length < 2 || given.media.length > 10)
    throw bad(`wrong number of items in the album: ${given.media.length}`);
  return sendPictures(world, chat, given.media, given, body);
}

/** A message of the bot that can be edited. */
function editable(world: World, chat: Chat, id: number): Message {
  const message = world.messages.get(messageKey(chat.id, id));
  if (!message || message.deleted) throw bad('message to edit not found');
  if (message.from !== world.bot.id) throw bad("message can't be edited");
  return message;
}

function change(message: Message, wanted: Partial<Message>): Message {
  const seen = ({ text, entities, keyboard, photo, document }: Message) =>
    JSON.stringify([text, entities, keyboard, photo?.toString('base64'), document]);
  if (seen({ ...message, ...wanted }) === seen(message)) throw notModified();
  Object.assign(message, wanted);
  message.painted.push(Date.now());
  return message;
}

/** Buttons that an edit does not name are taken away. */
const keyboardOf = (world: World, given: { reply_markup?: { inline_keyboard: Button[][] } | undefined }) =>
  checkKeyboard(world, given.reply_markup?.inline_keyboard ?? []);

export function editText(world: World, chat: Chat, given: ParamsOf<'editMessageText'>): Message {
  const message = editable(world, chat, given.message_id);
  if (message.photo !== null || message.document !== null)
    throw bad('there is no text in the message to edit');
  const written = write(world, given.text, given.parse_mode);
  checkText(written);
  const preview = given.link_preview_options?.is_disabled !== true;
  return change(message, { ...written, preview, keyboard: keyboardOf(world, given) });
}

export const editKeyboard = (world: World, chat: Chat, given: ParamsOf<'editMessageReplyMarkup'>): Message =>
  change(editable(world, chat, given.message_id), { keyboard: keyboardOf(world, given) });

export function editPhoto(
  world: World,
  chat: Chat,
  given: ParamsOf<'editMessageMedia'>,
  body: Body,
): Message {
  const message = editable(world, chat, given.message_id);
  const { type, media, caption, parse_mode } = given.media;
  const written = write(world, caption ?? '', parse_mode);
  checkCaption(written);
  const content =
    type === 'photo'
      ? { photo: upload(media, body), document: null }
      : { photo: null, document: uploaded(media, body) };
  return change(message, { ...written, ...content, keyboard: keyboardOf(world, given) });
}

export function remove(world: World, chat: Chat, id: number): void {
  const message = world.messages.get(messageKey(chat.id, id));
  if (!message || message.deleted) throw bad('message to delete not found');
  message.deleted = true;
}
