import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'test/pictures';

/** Draws a page and cuts the empty rest off. */
export async function draw(name: string, page: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'pm-picture-'));
  const file = join(dir, 'page.html');
  await writeFile(file, page);
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--no-first-run',
    '--disable-background-networking',
  ];
  const size = [
    '--window-size=390,1600',
    '--force-device-scale-factor=2',
    `--user-data-dir=${join(dir, 'profile')}`,
  ];
  execFileSync('chromium', [...flags, ...size, `--screenshot=${join(dir, 'shot.png')}`, `file://${file}`], {
    stdio: 'ignore',
  });
  execFileSync('/usr/bin/convert', [
    join(dir, 'shot.png'),
    '-trim',
    '+repage',
    '-strip',
    '-colors',
    '64',
    join(folder, `${name}.png`),
  ]);
}
