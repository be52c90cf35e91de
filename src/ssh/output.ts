import { StringDecoder } from 'node:string_decoder';

/** Collects what an exec says, piece by piece, never splitting a character. */
export interface Output {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  /** Bytes received, kept or not. */
  readonly bytes: number;
  /** Bytes that count towards the limit. */
  readonly weight: number;
  end(): { stdout: string; stderr: string };
}

/** Of stderr the beginning says what went wrong. */
const stderrLimit = 64 * 1024;

export function collect(onStdout: ((text: string) => void) | undefined, keepStdout: boolean): Output {
  const out = new StringDecoder('utf8');
  const err = new StringDecoder('utf8');
  let stdout = '';
  let stderr = '';
  let bytes = 0;
  let weight = 0;
  const say = (text: string): void => {
    if (text === '') return;
    if (keepStdout) stdout += text;
    onStdout?.(text);
  };
  return {
    stdout(chunk) {
      bytes += chunk.length;
      if (keepStdout) weight += chunk.length;
      say(out.write(chunk));
    },
    stderr(chunk) {
      bytes += chunk.length;
      weight += chunk.length;
      if (stderr.length < stderrLimit) stderr += err.write(chunk).slice(0, stderrLimit - stderr.length);
    },
    get bytes() {
      return bytes;
    },
    get weight() {
      return weight;
    },
    end() {
      say(out.end());
      return { stdout, stderr };
    },
  };
}
