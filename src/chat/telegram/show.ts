import type { Log } from '../../model/log.ts';
import { isDeadTarget, isMessageGone, isNotModified, safely, sentFrom } from './errors.ts';
import type { Photo } from './images.ts';
import { type MessageId, readId, writeId } from './message-id.ts';
import type { Rendered } from './render.ts';
import type { Place, SendOptions, Transport } from './transport.ts';

/**
 * Posts a reply or repaints the messages it is made of; gives the id they are known by from then on. `partly` is told
 * the id as soon as the text stands, so that another try after a failure in mid-way repaints it.
 */
export async function show(
  wire: Transport,
  place: Place,
  { html, keyboard, photos }: Rendered,
  { log, partly, how = {}, known }: Showing,
): Promise<string> {
  const before = readId(known);
  const text = await paintText(wire, place, { html, keyboard }, before, how);
  const there = before?.text === text ? before.photos : [];
  partly(writeId({ text, photos: there }));
  const beside = { ...how, replyTo: place.chat.startsWith('-') ? text : undefined };
  return writeId({ text, photos: await paintPhotos(wire, place, photos, there, { log, how: beside }) });
}

export interface Showing {
  log: Log;
  partly(id: string): void;
  how?: SendOptions;
  /** As {@link writeId} wrote it. */
  known: string | undefined;
}

async function paintText(
  wire: Transport,
  place: Place,
  text: Pick<Rendered, 'html' | 'keyboard'>,
  before: MessageId | null,
  how: SendOptions,
): Promise<number> {
  if (before !== null) {
    try {
      await wire.edit(place.chat, before.text, text);
      return before.text;
    } catch (error) {
      if (isNotModified(error)) return before.text;
      if (!isMessageGone(error)) throw error;
    }
  }
  return wire.post(place, text, how);
}

/** A photo that Telegram cannot read is left out: the text says what matters. */
async function paintPhotos(
  wire: Transport,
  place: Place,
  photos: readonly Photo[],
  there: MessageId['photos'],
  { log, how }: { log: Log; how: SendOptions },
): Promise<MessageId['photos']> {
  const { chat } = place;
  const kept: MessageId['photos'] = [];
  for (const [at, old] of there.entries()) {
    const photo = photos[at];
    if (photo === undefined) await leaving(() => wire.remove(chat, old.id), log);
    else if (photo.mark === old.mark || (await leaving(() => wire.editPhoto(chat, old.id, photo), log)))
      kept.push({ id: old.id, mark: photo.mark });
  }
  const fresh = photos.slice(there.length);
  const ids: number[] = [];
  await leaving(async () => void ids.push(...(await wire.postPhotos(place, fresh, how))), log);
  return [...kept, ...ids.map((id, at) => ({ id, mark: fresh[at]?.mark ?? '' }))];
}

/** Whether it worked. What may work later, or not at all in this chat, is thrown. */
async function leaving(work: () => Promise<void>, log: Log): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isNotModified(error)) return true;
    if (isDeadTarget(error) || isPassing(error)) throw error;
    log.warn({ error: safely(error) }, 'telegram: a picture was left out');
    return false;
  }
}

function isPassing(error: unknown): boolean {
  try {
    return sentFrom(error).kind !== 'sent';
  } catch {
    return false;
  }
}
