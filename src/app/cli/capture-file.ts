import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fail } from '../../model/failure.ts';
import type { Capture } from '../../probes/engine/capture/capture.ts';
import { readCapture } from '../../probes/engine/capture/read.ts';
import { probes } from '../../probes/index.ts';
import type { Say } from '../../words/words.ts';

/** A file that somebody names here may be longer than what a stranger may send: a look is up to 2 MB. */
const mostBytes = 4 * 1024 * 1024;

const codes: Record<string, string> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'no-file',
};

/** The first `mostBytes` of a stream and one more, by which it is seen to be longer. */
async function bytesOf(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/**
 * The capture in a file; `-` is standard input.
 * @throws Failed `capture-file`: `detail` is `missing`, `denied`, `no-file`, `none`, `newer`, `other` or an error code
 */
export async function openCapture(path: string, stdin: Readable): Promise<Capture> {
  const bytes = path === '-' ? await bytesOf(stdin) : await fromFile(path);
  const read = readCapture(bytes, mostBytes);
  return read.kind === 'capture' ? read.capture : fail({ cause: 'capture-file', path, detail: read.kind });
}

async function fromFile(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    return await bytesOf(file.createReadStream({ end: mostBytes }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail({ cause: 'capture-file', path, detail: codes[code] ?? code }, error);
  }
}

/** What a person should know about a capture besides what it tells: one line each. */
export function remarksOn({ sections, broken, twice }: Capture, say: Say): string[] {
  const missing = Object.keys(probes).filter((id) => !sections.has(id) && !broken.has(id));
  return [
    ...(missing.length > 0 ? [say('capture.missing', { list: missing.join(', ') })] : []),
    ...(broken.size > 0
      ? [say('capture.broken', { list: [...broken.keys()].join(', ').slice(0, 300) })]
      : []),
    ...(twice.length > 0
      ? [say('capture.twice', { list: [...new Set(twice)].join(', ').slice(0, 300) })]
      : []),
  ];
}
