/** What a command or a job answers: plain data, in the reader's language, that every platform can render. */
export interface Reply {
  tone: 'good' | 'bad' | 'unsure' | 'info' | 'working';
  title: string;
  blocks: Block[];
  /** In reading order. Platforms lay them out. */
  buttons: Button[];
  /** Holds addresses or secrets: shown to the asker alone where the platform can, masked otherwise. */
  private?: boolean;
  /** Words that a group must not read although they have no shape of their own: names of devices. */
  names?: string[];
}

/** Texts are plain: no markup of any platform. Each platform escapes, fits and truncates them. */
export type Block =
  | { kind: 'text'; text: string }
  /** A heading inside a reply. */
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'fields'; fields: { name: string; value: string }[] }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  /** Verbatim lines of a router or steps for it. */
  | { kind: 'code'; text: string; caption?: string }
  | { kind: 'image'; png: string; alt: string; name: string }
  /** Less important; platforms may fold it away or shorten it first. */
  | { kind: 'aside'; text: string };

/** A press is the command line it stands for, typed by whoever pressed. */
export interface Button {
  label: string;
  style: 'primary' | 'secondary' | 'danger';
  /** Command line without the leading slash, e.g. `apply 7f3k2`. */
  command: string;
}

export const text = (t: string): Block => ({ kind: 'text', text: t });
export const heading = (t: string): Block => ({ kind: 'heading', text: t });
export const list = (items: string[]): Block => ({ kind: 'list', items });
export const code = (t: string, caption?: string): Block =>
  caption === undefined ? { kind: 'code', text: t } : { kind: 'code', text: t, caption };
export const aside = (t: string): Block => ({ kind: 'aside', text: t });
