import { normal } from './normal.ts';
import type { Place, Room, Shown, Who } from './room.ts';

/** How long an answer may take on a machine that is busy with other things, ms. */
const patienceMs = 60_000;

const names: Record<Who, string> = {
  anna: 'Anna',
  bert: 'Bert',
  carl: 'Carl',
  dora: 'Dora',
  emil: 'Emil',
};

interface How {
  who?: Who;
  place?: Place;
  /** How many messages are new or repainted afterwards. Default 1. */
  shows?: number;
}

/** One conversation, written down as it goes on. What the bot says unasked breaks it off. */
export interface Talk {
  type(command: string, args?: Record<string, string>, how?: How): Promise<Shown>;
  /** Writes what is no command, to the bot, or in reply to a message of its own. */
  say(text: string, how?: How & { replyTo?: Shown }): Promise<Shown>;
  /** Presses under `on`. Gives what came of it, and the same press again from a client that still shows the button. */
  press(label: string, on: Shown, how?: How): Promise<{ shown: Shown; again: () => Promise<void> }>;
  /** Types `/router add` alone, and sends the form that opens. */
  form(open: NonNullable<Room['form']>, typed: Record<string, string>): Promise<Shown>;
  /** Anything else that makes the bot say something. */
  happens(what: string, act: () => Promise<void>, how?: How): Promise<Shown>;
  chapter(title: string): void;
  /** The conversation so far, as Markdown. */
  written(): string;
  /** Every message as a page, in order, with what it answers. */
  pages: { title: string; page: string }[];
}

const withMargin = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** How a message looks in a golden file: where it stands, its text, its pictures, its buttons. */
function drawn(shown: Shown, isNew: boolean): string {
  const where = [
    ...(isNew ? [] : ['repainted']),
    ...(shown.place === 'group' ? ['group'] : []),
    ...(shown.only ? ['seen by the asker alone'] : []),
  ];
  const lines = [
    ...(shown.text === '' ? [] : [shown.text]),
    ...shown.pictures.map(({ alt }) => `(picture: ${alt})`),
    ...shown.files.map((name) => `(file: ${name})`),
    ...(shown.buttons.length === 0
      ? []
      : [shown.buttons.map(({ label, style }) => `[${label}](${style})`).join(' ')]),
  ];
  return `${where.length > 0 ? `*${where.join(', ')}*\n\n` : ''}${withMargin(normal(lines.join('\n')))}`;
}

export function startTalk(room: Room): Talk {
  const parts: string[] = [];
  const pages: Talk['pages'] = [];
  const known = new Map<string, number>();

  const changed = () => room.shown().filter(({ id, painted }) => known.get(id) !== painted);

  async function settled(title: string, count: number): Promise<Shown[]> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const now = changed();
      const busy = room.shown().some(({ working }) => working);
      if (!busy && now.length >= count) return now.sort((a, b) => a.chat - b.chat);
      if (Date.now() > end)
        throw new Error(
          `${title}: waited for ${count} messages, have ${JSON.stringify(now.map(({ text }) => text))}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function step(title: string, act: () => Promise<void>, { shows = 1 }: How): Promise<Shown> {
    const stray = changed();
    if (stray.length > 0) throw new Error(`before ${title}, unasked: ${stray.map(({ text }) => text)}`);
    await act();
    const all = await settled(title, shows);
    if (all.length > shows) throw new Error(`${title}: too much: ${all.map(({ text }) => text)}`);
    parts.push(
      [`### ${normal(title)}`, ...all.map((one) => drawn(one, !known.has(one.id)))].join('\n\n'),
      ...(shows === 0 ? ['*(no answer)*'] : []),
    );
    for (const one of all) {
      known.set(one.id, one.painted);
      pages.push({ title, page: one.page() });
    }
    const last = all.at(-1);
    // Nothing is said: whoever asks for no message gets the last one there was.
    return last ?? nothing;
  }

  const aside = ({ who = 'anna', place = 'alone' }: How) =>
    place === 'group' ? `${names[who]}, in the group` : names[who];

  return {
    type: (command, args = {}, how = {}) =>
      step(
        `${aside(how)}: /${[command, ...Object.entries(args).map(([name, value]) => (name === 'keep-fixed' ? '--keep-fixed' : value))].join(' ')}`,
        () => room.type(how.who ?? 'anna', how.place ?? 'alone', command, args),
        how,
      ),
    say: (text, how = {}) => {
      const { replyTo } = how;
      return step(
        `${aside(how)}${replyTo ? ', in reply' : ''}: ${text}`,
        () => room.write(how.who ?? 'anna', how.place ?? 'alone', text, replyTo?.id ?? null),
        how,
      );
    },
    async press(label, on, how = {}) {
      let again = async () => {};
      const shown = await step(
        `${names[how.who ?? 'anna']} presses ${label}`,
        async () => {
          again = await room.press(how.who ?? 'anna', on.id, label);
        },
        how,
      );
      return { shown, again };
    },
    async form(open, typed) {
      const title = `Anna: /router add, and sends the form with ${Object.values(typed).join(', ')}`;
      const act = async () => {
        parts.push(`### The form of /router add\n\n${withMargin(await open('anna', typed))}`);
      };
      return step(title.replace(/\d{4,5}$/, '<port>'), act, {});
    },
    happens: (what, act, how = {}) => step(what, act, how),
    chapter: (title) => void parts.push(`## ${title}`),
    written: () => `${parts.join('\n\n')}\n`,
    pages,
  };
}

const nothing: Shown = {
  id: '',
  place: 'alone',
  chat: 0,
  only: false,
  text: '',
  buttons: [],
  pictures: [],
  files: [],
  working: false,
  painted: 0,
  page: () => '',
};
