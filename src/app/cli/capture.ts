import { writeFile } from 'node:fs/promises';
import packageJson from '../../../package.json' with { type: 'json' };
import { causes } from '../../causes/index.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { recordingLooks } from '../../diagnosis/looks.ts';
import { sayProgress } from '../../diagnosis/report/progress.ts';
import { fail } from '../../model/failure.ts';
import { languageOf, speak } from '../../words/words.ts';
import { readConfig } from '../config.ts';
import { type WayIn, withRouter } from './with-router.ts';

export interface CaptureCall extends WayIn {
  output?: string;
}

/** `pushmedic capture`: what one diagnosis reads, a followed connection included, as text. */
export async function runCapture(address: string, call: CaptureCall): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  const text = await withRouter(address, call, config, say, async (reached) => {
    const { sessions, target, connect, signal, screen } = reached;
    const looks = recordingLooks(await sessions.connect(target, connect));
    await diagnose(looks, causes, {
      signal,
      onProgress: (progress) => screen.progress(sayProgress(progress, say)),
    });
    return looks.capture(`pushmedic ${packageJson.version}`);
  });
  const { output } = call;
  if (output === undefined || output === '-') process.stdout.write(text);
  else {
    await writeFile(output, text, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) =>
      fail(
        { cause: 'capture-file', path: output, detail: error.code === 'EISDIR' ? 'no-file' : 'unwritten' },
        error,
      ),
    );
    const kib = Math.ceil(Buffer.byteLength(text) / 1024);
    process.stderr.write(`${say('capture.written', { path: output, kib })}\n`);
  }
  if (process.stderr.isTTY) process.stderr.write(`${say('capture.personal')}\n`);
}
