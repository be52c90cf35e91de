import type { Address, PlatformId } from '../model/address.ts';
import type { Press } from '../model/button.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Language } from '../model/language.ts';
import type { Reply } from '../model/message.ts';
import type { Call, CommandSpec } from './command.ts';
import type { Connection } from './connection.ts';
import type { Line } from './line.ts';

/**
 * What a platform gives to the bot. `listen` turns what people do into {@link Call}s; `deliver` posts or
 * repaints one message. Neither knows a command.
 */
export interface Platform extends Connection {
  id: PlatformId;
  /** Logs in and listens until `stop`. Resolves once listening; rejects with a {@link Failed} when it cannot. */
  start(): Promise<void>;
  /** Stops taking calls, lets the handlers that run finish (10 s at the most), logs out. */
  stop(): Promise<void>;
  /** Posts or repaints; returns where the message is now. */
  deliver(delivery: Delivery, known: { message: string; revision: number } | null): Promise<Sent>;
}

export type Sent =
  | { kind: 'sent'; message: string }
  /** The target will never take a message again: blocked, kicked, deleted, no permission. */
  | { kind: 'dead'; why: string }
  /**
   * Told to wait, or the platform is down: try again after `afterMs`. `paced`: it is only progress that came too soon
   * after the last; whatever else there is to say need not wait with it.
   */
  | { kind: 'later'; afterMs: number; why: string; paced?: true }
  /** The chat has a new id. */
  | { kind: 'moved'; chat: string };

/** What a platform needs from the bot. */
export interface Host {
  specs: readonly CommandSpec[];
  /**
   * Handles a call: checks rights, runs the command. The returned reply is shown at once by the platform
   * (a job's working message included; `key` names it for later deliveries). `null`: say nothing.
   * `aside`: to the caller alone where the platform can; a pressed message stays as it is (refusals, "somebody
   * pressed this already"), or a stranger's press would paint over everybody's message.
   */
  call(call: Call): Promise<{ reply: Reply; key: string; aside?: boolean } | null>;
  /**
   * An answer stands in a new message (of a platform where the address of a call names none): deliveries with its
   * key repaint that one.
   */
  shown(key: string, message: string): Promise<void>;
  /** The command a press stands for, or null when it is stale: too old, or of a command that is no more. */
  press(id: string): Promise<Line | null>;
  /** Short id for what a button stands for. */
  pressId(press: Press): Promise<string>;
  /** Completion of an argument, at most 25. */
  suggest(
    what: 'router' | 'device' | 'account',
    typed: string,
    account: Call['account'],
    router?: string,
  ): Promise<string[]>;
  /** The language of an account: its choice, else the locale's. */
  language(account: Call['account'], locale: string | undefined): Promise<Language>;
  /** Whether an owner allows that everybody in a group reads names and addresses of devices. */
  showsNames(to: Address): Promise<boolean>;
  /** What stands in a group for a phone whose name is hidden: 1 for the first of a day, the same all day. */
  phoneNumber(group: Address, name: string): Promise<number>;
  /** A group has a new id. */
  moved(to: Address, chat: string): Promise<void>;
  /** Somebody blocked, kicked or came back. */
  targetChanged(to: Address, alive: boolean): Promise<void>;
}
