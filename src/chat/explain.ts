import type { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { type Block, code, type Reply, text } from '../model/message.ts';
import { oneLine, shorten } from '../model/plain.ts';
import type { HostKey } from '../model/router.ts';
import { languageEntries } from '../words/index.ts';
import { isWord, sayAny } from '../words/words.ts';

type Value = string | number;

/** Fields come from routers and chats: one line, no walls of text. */
const bounded = (value: string, limit: number): string => shorten(oneLine(value), limit);

/** The failure's fields as placeholders, in words where there are any for that value. */
function valuesOf(failure: Failure, language: Language): Record<string, Value> {
  const word = (name: string, value: string): string => {
    const key = `failure.${failure.cause}.${name}.${value}`;
    return isWord(key) ? sayAny(language, key) : bounded(value, 300);
  };
  const pairs = Object.entries(failure).flatMap(([name, value]: [string, unknown]): [string, Value][] => {
    if (typeof value === 'number') return [[name, value]];
    if (!Array.isArray(value)) return typeof value === 'object' ? [] : [[name, word(name, String(value))]];
    const items = value.map((item) => bounded(String(item), 60));
    return [[name, items.length > 0 ? items.join(languageEntries[language].comma) : word(name, 'none')]];
  });
  return Object.fromEntries(pairs);
}

const keyText = ({ type, sha256 }: HostKey): string => `${bounded(type, 64)} ${bounded(sha256, 64)}`;

/** What belongs to a failure besides sentences: fingerprints, the router's own words, a list. */
function exhibits(failure: Failure, language: Language): Block[] {
  const keyField = (which: 'expected' | 'got', key: HostKey) => ({
    name: sayAny(language, `failure.host-key.${which}`),
    value: keyText(key),
  });
  switch (failure.cause) {
    case 'host-key-unknown':
      return [{ kind: 'fields', fields: [keyField('got', failure.got)] }];
    case 'host-key-changed': {
      const fields = [keyField('expected', failure.expected), keyField('got', failure.got)];
      return [{ kind: 'fields', fields }];
    }
    case 'step-failed':
      return failure.said === ''
        ? []
        : [code(failure.said.slice(-1000), sayAny(language, 'failure.step-failed.said.caption'))];
    case 'config-invalid':
      return [{ kind: 'list', items: failure.problems }];
    default:
      return [];
  }
}

/**
 * What was seen, what it means (with fingerprints and the router's words where they matter), what to do.
 * @param call how the command line is called where this is read
 */
export function explain(failure: Failure, language: Language, call = 'pushmedic'): Reply {
  const values = { ...valuesOf(failure, language), call };
  const said = (part: 'what' | 'means' | 'todo'): string =>
    sayAny(language, `failure.${failure.cause}.${part}`, values);
  const blocks = [text(said('means')), ...exhibits(failure, language), text(said('todo'))];
  return { tone: 'bad', title: said('what'), blocks, buttons: [] };
}

/** A bug of ours: one line and the id under which the log has all of it. */
export const explainBug = (id: string, language: Language): Reply => ({
  tone: 'bad',
  title: sayAny(language, 'failure.bug.what'),
  blocks: [text(sayAny(language, 'failure.bug.todo', { id }))],
  buttons: [],
});
