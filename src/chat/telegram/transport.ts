import { type Api, InputFile, InputMediaBuilder } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { isTopicGone } from './errors.ts';
import type { Photo } from './images.ts';

/** Where a message goes. */
export interface Place {
  chat: string;
  thread?: string | undefined;
}

export interface SendOptions {
  /** Refers to this message; posted all the same when it is gone. */
  replyTo?: number | undefined;
  silent?: boolean | undefined;
}

type Text = { html: string; keyboard: InlineKeyboardButton[][] };

/** The few requests that make messages. All throw grammY's errors. */
export interface Transport {
  post(place: Place, text: Text, how?: SendOptions): Promise<number>;
  edit(chat: string, message: number, text: Text): Promise<void>;
  /** Takes the buttons away. */
  strip(chat: string, message: number): Promise<void>;
  postPhotos(place: Place, photos: readonly Photo[], how?: SendOptions): Promise<number[]>;
  editPhoto(chat: string, message: number, photo: Photo): Promise<void>;
  remove(chat: string, message: number): Promise<void>;
  typing(place: Place): Promise<void>;
  /** Stops the button's spinning. */
  answerPress(id: string): Promise<void>;
}

const fileOf = ({ data, name }: Photo) => new InputFile(data, name);
const captioned = ({ caption }: Photo) => (caption === '' ? {} : { caption });

const sending = ({ replyTo, silent }: SendOptions) => ({
  ...(silent ? { disable_notification: true } : {}),
  ...(replyTo === undefined
    ? {}
    : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
});

const topic = (thread: string | undefined) =>
  thread === undefined ? {} : { message_thread_id: Number(thread) };

/** Without the topic when that is gone: the group itself still reads it. */
async function inTopic<T>({ thread }: Place, send: (thread: string | undefined) => Promise<T>): Promise<T> {
  try {
    return await send(thread);
  } catch (error) {
    if (thread === undefined || !isTopicGone(error)) throw error;
    return send(undefined);
  }
}

/** How a message is posted: where in a forum, in answer to what, with a sound or without. */
type Posting = ReturnType<typeof topic> & ReturnType<typeof sending>;

export function makeTransport(api: Api): Transport {
  const postAlbum = async (chat: string, photos: readonly Photo[], how: Posting): Promise<number[]> => {
    const album = photos.map((photo) => InputMediaBuilder.photo(fileOf(photo), captioned(photo)));
    return (await api.sendMediaGroup(chat, album, how)).map(({ message_id }) => message_id);
  };
  const postOne = async (chat: string, one: Photo, how: Posting): Promise<number> => {
    const options = { ...captioned(one), ...how };
    const sent =
      one.kind === 'photo'
        ? await api.sendPhoto(chat, fileOf(one), options)
        : await api.sendDocument(chat, fileOf(one), options);
    return sent.message_id;
  };
  const format = ({ keyboard }: Text) => ({
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: keyboard },
  });
  return {
    post: (place, text, how = {}) =>
      inTopic(place, async (thread) => {
        const { reply_markup, ...rest } = format(text);
        const sent = await api.sendMessage(place.chat, text.html, {
          ...rest,
          ...(text.keyboard.length > 0 ? { reply_markup } : {}),
          ...topic(thread),
          ...sending(how),
        });
        return sent.message_id;
      }),
    edit: async (chat, message, text) =>
      void (await api.editMessageText(chat, message, text.html, format(text))),
    strip: async (chat, message) => void (await api.editMessageReplyMarkup(chat, message)),
    postPhotos: (place, photos, how = {}) =>
      inTopic(place, async (thread) => {
        const options = { ...topic(thread), ...sending(how) };
        const pictures = photos.filter(({ kind }) => kind === 'photo');
        // An album is of two at least, and takes no files beside its photos.
        const album = pictures.length > 1 ? pictures : [];
        const ids = album.length === 0 ? [] : await postAlbum(place.chat, album, options);
        for (const one of photos.filter((photo) => !album.includes(photo)))
          ids.push(await postOne(place.chat, one, options));
        return ids;
      }),
    editPhoto: async (chat, message, photo) =>
      void (await api.editMessageMedia(
        chat,
        message,
        InputMediaBuilder[photo.kind](fileOf(photo), captioned(photo)),
      )),
    remove: async (chat, message) => void (await api.deleteMessage(chat, message)),
    typing: async ({ chat, thread }) => void (await api.sendChatAction(chat, 'typing', topic(thread))),
    answerPress: async (id) => void (await api.answerCallbackQuery(id)),
  };
}
