import { routerFiles } from '../files.ts';
import { catchUp, commitRules, type Machine } from '../machine.ts';
import { list } from '../nft/list.ts';
import { refusalText, runScript } from '../nft/script.ts';
import { NftRefusal } from '../nft/tokens.ts';
import { type Answer, type Call, refused, said, unknownCall } from './tool.ts';

interface Options {
  json: boolean;
  handles: boolean;
  stateless: boolean;
  check: boolean;
  file: string | null;
  words: string[];
}

const long: Record<string, string> = {
  '--json': '-j',
  '--handle': '-a',
  '--check': '-c',
  '--terse': '-t',
  '--stateless': '-s',
  '--file': '-f',
};

/** `null`: an option the demo's nft does not have. */
function parse(args: string[]): Options | null {
  const options: Options = {
    json: false,
    handles: false,
    stateless: false,
    check: false,
    file: null,
    words: [],
  };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('-') || arg === '-') {
      // Like nft: the words that are left are one command line.
      options.words = [arg, ...rest].join(' ').split(/\s+/).filter(Boolean);
      if (options.words[0] !== 'list') options.words = [[arg, ...rest].join(' ')];
      break;
    }
    for (const letter of (long[arg] ?? arg).slice(1)) {
      if (letter === 'j') options.json = true;
      else if (letter === 'a') options.handles = true;
      else if (letter === 's') options.stateless = true;
      else if (letter === 'c') options.check = true;
      else if (letter === 'f') options.file = rest.shift() ?? null;
      else if (letter !== 't') return null;
    }
  }
  return options;
}

/** Runs a script against the live rules; `check` only tries it. */
function runNft(
  machine: Machine,
  source: string,
  from: { file: string; cwd: string },
  check: boolean,
): Answer {
  try {
    const next = runScript(machine.ruleset, source, routerFiles(machine.root, from.cwd), from.file);
    if (!check) commitRules(machine, next);
    return said('');
  } catch (error) {
    if (error instanceof NftRefusal) return refused(refusalText(error));
    throw error;
  }
}

function run(call: Call, machine: Machine, options: Options): Answer {
  if (options.file === null)
    return runNft(machine, options.words.join(' '), { file: '<cmdline>', cwd: call.cwd }, options.check);
  const stdin = options.file === '-' || options.file === '/dev/stdin';
  const source = stdin ? call.stdin : routerFiles(machine.root, call.cwd).read(options.file);
  if (source === null)
    return refused(`Error: Could not open file "${options.file}": No such file or directory\n`);
  const file = stdin ? '/dev/stdin' : options.file;
  return runNft(machine, source, { file, cwd: call.cwd }, options.check);
}

/** The demo router's `nft`: list, and scripts from file, standard input or the command line. */
export function nft(call: Call, machine: Machine): Answer {
  const version = machine.release.nft;
  if (call.args.length === 1 && (call.args[0] === '-v' || call.args[0] === '--version'))
    return said(`nftables v${version} (Lester Gooch #5)\n`);
  const options = parse(call.args);
  if (!options || (options.file === null) === (options.words.length === 0)) return unknownCall(call);
  if (options.words[0] !== 'list') return run(call, machine, options);
  catchUp(machine);
  let text = '';
  const line = options.words.join(' ');
  for (const command of line.split(/ ?; ?/)) {
    const [verb, ...words] = command.split(' ');
    const output = verb === 'list' ? list(machine.ruleset, words, { ...options, version }) : undefined;
    if (output === undefined) return unknownCall(call);
    if (output === null)
      return refused(`Error: No such file or directory\n${line}\n${'^'.repeat(line.length)}\n`);
    text += output;
  }
  return said(text);
}
