import { z } from 'zod';

/** In multipart requests numbers, booleans and objects travel as text. */
const unpacked = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);

const integer = unpacked(z.number().int());
const flag = unpacked(z.boolean());
const chat = unpacked(z.number().int());

const button = z.strictObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  style: z.enum(['primary', 'success', 'danger']).optional(),
});
const markup = unpacked(z.strictObject({ inline_keyboard: z.array(z.array(button)) }));
const reply = unpacked(
  z.strictObject({ message_id: z.number().int(), allow_sending_without_reply: z.boolean().optional() }),
);
const preview = unpacked(z.strictObject({ is_disabled: z.boolean() }));
const parseMode = z.enum(['HTML', 'MarkdownV2', 'Markdown']).optional();
const photo = z.strictObject({
  type: z.literal('photo'),
  media: z.string(),
  caption: z.string().optional(),
  parse_mode: parseMode,
});

const document = photo.extend({ type: z.literal('document') });

const sending = {
  chat_id: chat,
  message_thread_id: integer.optional(),
  disable_notification: flag.optional(),
  reply_parameters: reply.optional(),
};
const editing = { chat_id: chat, message_id: integer, reply_markup: markup.optional() };
const language = { language_code: z.string().optional() };

/** What each method takes; another parameter is a violation, for the server would ignore it. */
export const params = {
  getMe: z.object({}),
  getUpdates: z.object({
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: unpacked(z.array(z.string())).optional(),
  }),
  deleteWebhook: z.object({ drop_pending_updates: flag.optional() }),
  sendMessage: z.object({
    ...sending,
    text: z.string().optional(),
    parse_mode: parseMode,
    link_preview_options: preview.optional(),
    reply_markup: markup.optional(),
  }),
  sendPhoto: z.object({
    ...sending,
    photo: z.string(),
    caption: z.string().optional(),
    parse_mode: parseMode,
    reply_markup: markup.optional(),
  }),
  sendDocument: z.object({
    ...sending,
    document: z.string(),
    caption: z.string().optional(),
    parse_mode: parseMode,
    reply_markup: markup.optional(),
  }),
  sendMediaGroup: z.object({ ...sending, media: unpacked(z.array(photo)) }),
  editMessageText: z.object({
    ...editing,
    text: z.string(),
    parse_mode: parseMode,
    link_preview_options: preview.optional(),
  }),
  editMessageReplyMarkup: z.object(editing),
  editMessageMedia: z.object({
    ...editing,
    media: unpacked(z.discriminatedUnion('type', [photo, document])),
  }),
  deleteMessage: z.object({ chat_id: chat, message_id: integer }),
  answerCallbackQuery: z.object({
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: flag.optional(),
  }),
  sendChatAction: z.object({
    chat_id: chat,
    message_thread_id: integer.optional(),
    action: z.enum(['typing', 'upload_photo']),
  }),
  setMyCommands: z.object({
    commands: unpacked(z.array(z.strictObject({ command: z.string(), description: z.string() }))),
    scope: unpacked(z.strictObject({ type: z.string() })).optional(),
    ...language,
  }),
  setMyDescription: z.object({ description: z.string().optional(), ...language }),
  setMyShortDescription: z.object({ short_description: z.string().optional(), ...language }),
} as const;

export type Method = keyof typeof params;
export type ParamsOf<M extends Method> = z.infer<(typeof params)[M]>;
