import { type Logger, pino, stdTimeFunctions } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Config } from './config.ts';

/** Shapes of secrets that may hide in an error's text: a Telegram URL holds the token, an SSH key is a block. */
const shapes: readonly RegExp[] = [
  /\d{6,}:[\w-]{30,}/g,
  /[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /((?:rediss?(?:\+\w+)?|https?|socks5h?):\/\/[^\s:@/]*:)[^\s@]+(?=@)/g,
];

/** Takes the known secrets, and whatever has the shape of one, out of a text. */
export function scrub(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((so, secret) => so.replaceAll(secret, '[secret]'), text);
  return shapes.reduce(
    (so, shape) => so.replace(shape, (_, before) => `${typeof before === 'string' ? before : ''}[secret]`),
    known,
  );
}

/** Every secret of the configuration, longest first. */
export const secretsOf = (config: Pick<Config, 'discord' | 'telegram' | 'secret'>): string[] =>
  [config.discord?.token, config.telegram?.token, config.secret]
    .filter((secret): secret is string => Boolean(secret))
    .sort((a, b) => b.length - a.length);

/** A log on stderr: pretty on a terminal, one JSON object a line elsewhere. No secret passes it. */
export function makeLog(
  level: Config['logLevel'],
  secrets: readonly string[],
  out: NodeJS.WriteStream = process.stderr,
): Logger {
  const shown = out.isTTY ? prettyFactory({ colorize: true }) : (line: string) => line;
  const sink = { write: (line: string) => void out.write(scrub(shown(line), secrets)) };
  return pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, sink);
}
