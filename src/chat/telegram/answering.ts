import { randomBytes } from 'node:crypto';
import type { User } from 'grammy/types';
import type { Log } from '../../model/log.ts';
import type { Reply } from '../../model/message.ts';
import { languageOf } from '../../words/index.ts';
import { explainBug } from '../explain.ts';
import type { Host } from '../platform.ts';
import type { Recent } from '../recent.ts';
import type { Turns } from '../turns.ts';
import { isDeadTarget, safely } from './errors.ts';
import { paint, readersOf } from './paint.ts';
import type { Reading } from './read.ts';
import { show } from './show.ts';
import type { Place, SendOptions, Transport } from './transport.ts';
import type { Typing } from './typing.ts';

/** What answers are made with. */
export interface Answering {
  host: Host;
  wire: Transport;
  turns: Turns;
  typing: Typing;
  /** In which messages the answers of late stand, by their key. */
  standing: Recent<string>;
  /** When a remark was made last, by what and where, ms. */
  said: Recent<number>;
  me: Reading['me'];
  log: Log;
  now(): number;
}

/** Where one answer goes, and who reads it. */
export interface AnswerPlace {
  place: Place;
  how: SendOptions;
  isGroup: boolean;
}

/**
 * Shows an answer: in the message that stands for its key, in `pressed`, or in a new one; a working one is
 * accompanied by "typing…" until its result is delivered.
 */
export async function stand(
  { reply, key }: { reply: Reply; key: string },
  { place, how, isGroup }: AnswerPlace,
  on: Answering,
  pressed?: string,
): Promise<void> {
  const { host, wire, standing, typing, log } = on;
  await on.turns.paint(key, 0, async () => {
    const id = await show(wire, place, await paint(reply, readersOf(place, isGroup), host), {
      log,
      how,
      known: standing.get(key) ?? pressed,
      partly: (part) => standing.set(key, part),
    });
    standing.set(key, id);
    if (reply.tone !== 'working') return;
    typing.follow(key, place);
    await host.shown(key, id);
  });
}

/** Somebody waits: whatever goes wrong, they are told. */
export async function guarded(
  from: User,
  tell: (trouble: Reply) => Promise<void>,
  { log }: Answering,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDeadTarget(error)) return log.info({ error: safely(error) }, 'telegram: nobody to answer any more');
    const id = randomBytes(3).toString('hex');
    log.error({ id, error: safely(error) }, 'telegram: an answer failed');
    await tell(explainBug(id, languageOf(from.language_code))).catch((again: unknown) =>
      log.warn({ id, error: safely(again) }, 'telegram: could not say so either'),
    );
  }
}
