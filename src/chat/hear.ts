import { isIP } from 'node:net';
import { nearest } from '../model/nearest.ts';
import type { CommandSpec } from './command.ts';
import { argsOf, type Line, parseLine, wordsOf } from './line.ts';
import { namesOf } from './names.ts';

/** Signs that end a sentence, and blanks around it. */
const bare = (said: string): string =>
  said
    .slice(0, 500)
    .replace(/[\s!?.,。，！？~～…]+$/u, '')
    .trim();

/** Those that people type. */
const offeredOf = (specs: readonly CommandSpec[]): CommandSpec[] => specs.filter(({ hidden }) => !hidden);

/** A claim code as it may be typed: ten signs, in capitals or with a digit among them, which a word has not. */
const isCode = (text: string): boolean =>
  /^[0-9a-z]{10}$/i.test(text) && (/\d/.test(text) || text === text.toUpperCase());

/** An IP address or `user@host`, each also with a port; no name alone, which may be any word. */
const isAddress = (text: string): boolean =>
  isIP(text) !== 0 ||
  /^\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}$/.test(text) ||
  /^(?:ssh:\/\/)?[\w.-]{1,32}@[\w.:[\]%-]{1,255}$/.test(text) ||
  /^\[[0-9a-f:.]{2,45}\](?::\d{1,5})?$/i.test(text);

/** What people say whose notifications are late, in the languages there are. */
const complaints: readonly RegExp[] = [
  /\b(?:late|slow(?:er|ly|ness)?|delay(?:s|ed|ing)?|lag(?:s|gy|ged|ging)?|notif(?:s|y|ies|ied|ications?)?|push(?:es|ed)?|alerts?)\b/i,
  /推送|通知|延[迟遲时時误誤]|[慢迟遲]|晚[到才了]|[太很好总]晚|收不到|不及[时時]/u,
];

const isComplaint = (text: string): boolean => complaints.some((pattern) => pattern.test(text));

/** What is said to be told less, not to be told sooner. */
const silencing =
  /^(?:please )?(?:stop|mute|disable|turn off|no more)\b|\boff$|^请?(?:关闭|关掉|停止|别再|不要)/iu;

const greetings = /^(?:hi|hello|hey|help me|what|how|start|你好|您好|嗨|在吗|开始|怎么用|怎么办|救命)$/iu;

/**
 * What somebody means who writes as to a person: a complaint, a wish for quiet, an address, the claim code, a greeting; `null` where it
 * cannot honestly be told. What begins with a slash was meant as a command.
 */
export function hear(said: string, specs: readonly CommandSpec[]): Line | null {
  const text = bare(said);
  if (isCode(text)) return { name: 'claim', args: { code: text } };
  if (isAddress(text)) return { name: 'router add', args: { address: text } };
  if (said.startsWith('/')) return null;
  const line = parseLine(text, offeredOf(specs));
  if (line !== null) return line;
  if (isComplaint(text)) return { name: silencing.test(text) ? 'watch' : 'late', args: {} };
  return greetings.test(text) || text === '' ? { name: 'help', args: {} } : null;
}

/**
 * What is said to the bot in a group in answer to a message of its own: a command's name alone, or a complaint. All else
 * is talk among people.
 */
export function hearReply(said: string, specs: readonly CommandSpec[]): Line | null {
  const text = bare(said);
  const spec = offeredOf(specs).find((one) => namesOf(one).includes(text.toLowerCase().replace(/^\//, '')));
  if (spec) return { name: spec.name, args: {} };
  return isComplaint(text) ? { name: 'late', args: {} } : null;
}

/** The commands that were perhaps meant by a line whose command does not exist, each with what was typed after it. */
export function meant(said: string, specs: readonly CommandSpec[]): Line[] {
  const given = wordsOf(said.replace(/^\//, ''));
  const offered = offeredOf(specs);
  const found = [2, 1].flatMap((count): Line[] => {
    const typed = given.slice(0, count).join(' ').toLowerCase();
    const named = offered.flatMap((spec) => namesOf(spec).map((name) => ({ spec, name })));
    const fitting = named.filter(({ name }) => name.split(' ').length === count);
    const names = fitting.map(({ name }) => name);
    // Chinese is written without blanks: what follows the name may be part of the same word.
    const name = nearest(typed, names) ?? names.find((one) => isHan(one) && typed.startsWith(one));
    const spec = fitting.find((one) => one.name === name)?.spec;
    return spec && given.length >= count ? [{ name: spec.name, args: argsOf(spec, given.slice(count)) }] : [];
  });
  return found.filter(({ name }, at) => found.findIndex((one) => one.name === name) === at);
}

const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);
