import { writeFile } from 'node:fs/promises';
import packageJson from '../../../package.json' with { type: 'json' };
import { causes } from '../../causes/index.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { recordingLooks } from '../../diagnosis/looks.ts';
import { sayProgress } from '../../diagnosis/report/progress.ts';
import { fail } from '../../model/failure.ts';
import { readCapture } from '../../probes/engine/capture/read.ts';
import { redactedCapture } from '../../probes/engine/redact/redact.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { calledAs, readConfig } from '../config.ts';
import { type WayIn, withRouter } from './with-router.ts';

export interface CaptureCall extends WayIn {
  output?: string;
  /** Without names, MACs and addresses of the household. */
  redact?: boolean;
}

/** What we wrote ourselves is a capture, whatever the router said. */
function redacted(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const read = readCapture(bytes, bytes.length);
  return read.kind === 'capture' ? redactedCapture(read.capture) : '';
}

/** `pushmedic capture`: what one diagnosis reads, a followed connection included, as text. */
export async function runCapture(address: string, call: CaptureCall): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  const whole = await withRouter(address, call, config, say, async (reached) => {
    const { session, signal, screen } = reached;
    const looks = recordingLooks(session);
    await diagnose(looks, causes, {
      signal,
      onProgress: (progress) => screen.progress(sayProgress(progress, say)),
    });
    return looks.capture(`pushmedic ${packageJson.version}`);
  });
  const text = call.redact ? redacted(whole) : whole;
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
    process.stderr.write(`${say('capture.written', { path: output, kib, call: calledAs() })}\n`);
  }
  if (process.stderr.isTTY && !call.redact) process.stderr.write(`${say('capture.personal')}\n`);
}
