import { CommanderError } from 'commander';
import { makeProgram } from './app/cli/program.ts';

/** Exit status of a call that could not be carried out. */
const couldNot = 3;

const program = makeProgram().exitOverride();
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong; help and version are no errors.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : couldNot;
  else process.exitCode = await (await import('./app/cli/complain.ts')).complain(error, couldNot);
}
