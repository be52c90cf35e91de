import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };

/** Exit status of a call that could not be carried out. */
const couldNot = 3;

/** Loads a role only when it is asked for: `--help` need not load Discord. */
const program = new Command('pushmedic')
  .description(packageJson.description)
  .version(packageJson.version)
  .showHelpAfterError('(pushmedic --help lists everything)')
  .addHelpText(
    'after',
    `
Without a command: the bot and its workers in one process when a platform's token is set
(DISCORD_TOKEN, TELEGRAM_TOKEN), else the terminal chat on a built-in demo router.

Settings come from the environment and from .env in this folder; the README lists them.`,
  )
  .action(async () => (await import('./app/cli/default.ts')).runDefault());

program
  .command('bot')
  .description('the chat side alone: listens on the platforms, queues jobs, delivers answers')
  .action(async () => (await import('./app/cli/roles.ts')).runRoles({ bot: true, worker: false }));

program
  .command('worker')
  .description('the job side alone: logs in to routers; any number of them on one REDIS_URL')
  .action(async () => (await import('./app/cli/roles.ts')).runRoles({ bot: false, worker: true }));

program
  .command('diagnose')
  .description(
    'one diagnosis, without queue and chat; exit status 0 healthy, 1 impaired, 2 inconclusive, 3 could not be run',
  )
  .argument('<address>', 'USER@HOST or USER@HOST:PORT')
  .option('-i, --identity <file>', 'private SSH key; default: the bot’s own')
  .option('--json', 'print one JSON object instead of text')
  .action(async (address: string, options: { identity?: string; json?: boolean }) =>
    (await import('./app/cli/diagnose.ts')).runDiagnose(address, options),
  );

program
  .command('demo')
  .description(
    'the terminal chat on the demo router, whatever is configured; plays a tour when there is no input',
  )
  .action(async () => (await import('./app/cli/demo.ts')).runDemo());

program
  .command('doctor')
  .description('checks configuration, Redis, tokens, key and each router, and says what to do')
  .action(async () => (await import('./app/doctor/index.ts')).runDoctor());

program
  .command('key')
  .description('prints the bot’s public SSH key and the line to paste on the router')
  .action(async () => (await import('./app/cli/key.ts')).runKey());

program.exitOverride();
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong; help and version are no errors.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : couldNot;
  else process.exitCode = await (await import('./app/cli/complain.ts')).complain(error, couldNot);
}
