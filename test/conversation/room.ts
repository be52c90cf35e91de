/** One message as the platform's server holds it and a person sees it. */
export interface Shown {
  id: string;
  /** `alone`: the talk between the asker and the bot; `group`: a message for all there. */
  place: Place;
  /** Which chat it stands in: what comes to several at once is told in this order. */
  chat: number;
  /** Seen by that person alone, in a group. */
  only: boolean;
  /** As sent: Discord's Markdown, Telegram's HTML. */
  text: string;
  buttons: { label: string; style: string }[];
  /** What is said in place of pictures to people who cannot see them, and the pictures. */
  pictures: { alt: string; png: Buffer }[];
  /** Files that came with it, by name. */
  files: string[];
  /** Something is still to come in its place. */
  working: boolean;
  /** How often it was painted. */
  painted: number;
  /** The message as a page to be looked at. */
  page(): string;
}

export type Who = 'anna' | 'bert' | 'carl' | 'dora' | 'emil';
export type Place = 'alone' | 'group';

/** A platform as people use it: the same for both. */
export interface Room {
  /** What the client that a person uses lets them call themselves, for `/allow`. */
  person(who: Who): string;
  /** Types a command. `args` by name, in the order of the command's own. */
  type(who: Who, place: Place, command: string, args: Record<string, string>): Promise<void>;
  /** Writes a message that is no command, to the bot: in a group by mention where it hears those; or in reply to it. */
  write(who: Who, place: Place, text: string, replyTo: string | null): Promise<void>;
  /** Presses a button; resolves to what can be pressed again when the button is gone. */
  press(who: Who, message: string, label: string): Promise<() => Promise<void>>;
  /** A press of something that nobody remembers. */
  pressOld(who: Who, message: string): Promise<void>;
  /** The form that opens, as text, and its sending; null where there are no forms. */
  form: ((who: Who, typed: Record<string, string>) => Promise<string>) | null;
  /** Sends the contact of somebody; null where there are none. */
  card: ((who: Who, of: Who) => Promise<void>) | null;
  /** Messages that an answer with a picture takes. */
  illustrated: number;
  /** All that the bot has posted and that is still there, oldest first. */
  shown(): Shown[];
  violations(): unknown[];
  close(): Promise<void>;
}
