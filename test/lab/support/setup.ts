import { spawnSync } from 'node:child_process';

/** Builds the lab's images; a machine that cannot is told what to install. */
export default function setup(): void {
  const built = spawnSync(process.execPath, ['docker/lab/build.mjs'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the lab could not be built; the lines above say why');
}
