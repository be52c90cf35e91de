import packageJson from '../../../package.json' with { type: 'json' };
import { lookScript } from '../../probes/engine/look-script.ts';

/** `pushmedic look-script`: the look as a script for the router's own shell, on standard output. */
export async function runLookScript(): Promise<void> {
  process.stdout.write(lookScript(`pushmedic ${packageJson.version}`));
}
