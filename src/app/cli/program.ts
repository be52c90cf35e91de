import { Command, InvalidArgumentError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { nearest } from '../../model/nearest.ts';
import { calledAs } from '../config.ts';
import type { CaptureCall } from './capture.ts';
import type { DemoRouterCall } from './demo-router.ts';
import type { DiagnoseCall } from './diagnose.ts';
import type { ChangeCall } from './fix.ts';
import type { SetupCall } from './setup.ts';

const notes = `
Without a command: the bot and its workers in one process when a platform's token is set
(DISCORD_TOKEN, TELEGRAM_TOKEN), else the terminal chat on a built-in demo router.

Settings come from the environment and from .env in this folder; the README lists them.`;

const address = [
  '<address>',
  'USER@HOST or USER@HOST:PORT, or a Host of ~/.ssh/config; USER is root when left out',
] as const;

/** Reads an option that is a whole number from 1. */
const number =
  (what: string, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,6}$/.test(text) || value < 1 || value > most) throw new InvalidArgumentError(`not ${what}`);
    return value;
  };

/** How a router is logged in to: the same wherever one is named. */
function wayIn(command: Command, how: 'direct' | 'any' = 'any'): Command {
  command.option('-i, --identity <file>', 'private SSH key; default: the bot’s own, ssh-agent, ~/.ssh');
  if (how === 'any') command.option('-J, --jump <address>', 'USER@HOST or USER@HOST:PORT to go through');
  return command.option('--password-stdin', 'the first line of standard input is the password');
}

/** A word that is no command, told with the one that was perhaps meant. */
function unknown(program: Command, word: string): never {
  const like = nearest(
    word,
    program.commands.map((command) => command.name()),
  );
  const hint = like === null ? '' : `\n(Did you mean ${like}?)`;
  return program.error(`error: unknown command '${word}'${hint}`);
}

/** The command line. Each role is loaded only when it is asked for: `--help` need not load Discord. */
export function makeProgram(): Command {
  const call = calledAs();
  const program = new Command(call)
    .description(packageJson.description)
    .version(packageJson.version)
    .showHelpAfterError(`(${call} --help lists everything)`)
    .addHelpText('after', notes)
    .allowExcessArguments()
    .action(async (_options: object, { args: [word] }: Command) => {
      if (word !== undefined) unknown(program, word);
      await (await import('./default.ts')).runDefault();
    });
  const add = (name: string, description: string): Command =>
    program.command(name).description(description).version(packageJson.version);

  add('bot', 'the chat side alone: listens on the platforms, queues jobs, delivers answers').action(
    async () => (await import('./roles.ts')).runRoles({ bot: true, worker: false }),
  );
  add('worker', 'the job side alone: logs in to routers; any number of them on one REDIS_URL').action(
    async () => (await import('./roles.ts')).runRoles({ bot: false, worker: true }),
  );
  wayIn(
    add(
      'diagnose',
      'one diagnosis, without queue and chat; exit status 0 healthy, 1 impaired, 2 inconclusive, 3 could not be run',
    ),
  )
    .argument('[address]', address[1])
    .option('--from <file>', 'judge a capture instead of a router; - is standard input')
    .option('--device <name>', 'only this device’s connections: its name, address or MAC')
    .option('--json', 'print one JSON object instead of text')
    .action(async (router: string | undefined, call: DiagnoseCall, command: Command) => {
      if ((router === undefined) === (call.from === undefined))
        command.error('error: give either an address or --from FILE');
      await (await import('./diagnose.ts')).runDiagnose(router ?? '', call);
    });
  wayIn(add('capture', 'what one diagnosis reads off a router, as text: for a report, for diagnose --from'))
    .argument(...address)
    .option('-o, --output <file>', 'write it there instead of to standard output')
    .option('--redact', 'replace names, MACs and addresses, the same always by the same')
    .action(async (router: string, call: CaptureCall) =>
      (await import('./capture.ts')).runCapture(router, call),
    );
  add('look-script', 'the look as a script for the router’s own shell; it prints a capture').action(
    async () => (await import('./look-script.ts')).runLookScript(),
  );
  wayIn(
    add(
      'fix',
      'the same look, the plan with its steps, a question, apply, proof; exit status 0 done, 1 not done, 3 could not be run',
    ),
  )
    .argument(...address)
    .option('-y, --yes', 'answer the question with yes')
    .action(async (router: string, call: ChangeCall) => (await import('./fix.ts')).runFix(router, call));
  wayIn(add('revert', 'takes back everything of ours after a question; exit status as of fix'))
    .argument(...address)
    .option('-y, --yes', 'answer the question with yes')
    .action(async (router: string, call: ChangeCall) =>
      (await import('./revert.ts')).runRevert(router, call),
    );
  add('demo-router', 'the built-in demo router alone, on loopback; prints its address and host key')
    .option('--port <number>', 'listen there', number('a port', 65_535))
    .option('--authorized-key <file>', 'public keys that may log in; default: the bot’s own')
    .option('--speed <number>', 'seconds of the router in one second; default 1', number('a speed', 1000))
    .action(async (call: DemoRouterCall) => (await import('./demo-router.ts')).runDemoRouter(call));
  add(
    'demo',
    'the terminal chat on the demo router, whatever is configured; plays a tour when there is no input',
  ).action(async () => (await import('./demo.ts')).runDemo());
  add('doctor', 'checks configuration, Redis, tokens, key and each router, and says what to do').action(
    async () => (await import('../doctor/index.ts')).runDoctor(),
  );
  wayIn(
    add(
      'setup',
      'on the bot’s machine: puts the bot’s key on a router, logs in with it, registers the router, looks',
    ),
    'direct',
  )
    .argument('[address]', `${address[1]}; asked for when left out`)
    .option('--name <name>', 'what the bot calls it; default: home')
    .option('-y, --yes', 'take the host key of a new router without a question')
    .action(async (router: string | undefined, call: SetupCall) =>
      (await import('./setup.ts')).runSetup(router, call),
    );
  add('claim', 'a fresh code by which you become the owner of the running bot').action(async () =>
    (await import('./claim.ts')).runClaim(),
  );
  add('key', 'prints the bot’s public SSH key and the line to paste on the router').action(async () =>
    (await import('./key.ts')).runKey(),
  );
  return program;
}
