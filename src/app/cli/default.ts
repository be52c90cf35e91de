import { readConfig } from '../config.ts';
import { runDemo } from './demo.ts';
import { runRoles } from './roles.ts';

/** With a platform's token: bot and workers in one process. Without: the terminal chat on the demo router. */
export async function runDefault(): Promise<void> {
  const config = readConfig();
  if (config.discord || config.telegram) return runRoles({ bot: true, worker: true }, config);
  return runDemo(config);
}
