import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../../model/message.ts';

/** Where a new file was written, readable by whoever sits here alone; null when it was not, or one of that name is there. */
async function write(path: string, text: string): Promise<string | null> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return path;
  } catch {
    return null;
  }
}

/** The file's name with when it was made, so that none takes another's place. */
const dated = (name: string, at: number): string => {
  const when = new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return name.replace(/[^a-zA-Z0-9._-]+/g, '-').replace(/(?:\.txt)?$/, `-${when}.txt`);
};

/**
 * Writes the files of a reply to where the program was started, else to the place for temporary ones. Gives where; what
 * could not be written is left out.
 */
export async function saveFiles(
  { blocks }: Pick<Reply, 'blocks'>,
  at: number,
  [first, other]: readonly [string, string] = [process.cwd(), tmpdir()],
): Promise<string[]> {
  const paths: string[] = [];
  for (const block of blocks) {
    if (block.kind !== 'file') continue;
    const name = dated(block.name, at);
    const path = (await write(join(first, name), block.text)) ?? (await write(join(other, name), block.text));
    if (path !== null) paths.push(path);
  }
  return paths;
}
