/**
 * Scripts for routers name absolute paths. The demo has no root of its own, so the paths are put under its
 * directory before a script runs, and taken out again of what it prints.
 */

/** Top directories that are the router's. `/dev` and `/bin/sh` are the machine's own; so is /proc of a process. */
const named =
  /(?<![\w.\-/}])\/(?:(?:etc|tmp|sys|sbin|usr|var|root|lib|overlay|rom|www)(?![\w.-])|proc(?![\w.-])(?!\/(?:\$|\d|self\b))|bin\/(?!sh\b))/g;

/** The script with each of the router's absolute paths under `root`. */
export const intoRoot = (script: string, root: string): string =>
  script.replace(named, (path) => `${root}${path}`);

/** Whether a command is only there to read the script proper from its standard input. */
export const readsScript = (command: string): boolean => /\beval "[^"]*\$\(sed -n /.test(command);

/** {@link intoRoot} for a script that arrives in pieces: whole lines are passed on. */
export function linesIntoRoot(root: string): { push(chunk: Buffer): string; end(): string } {
  let rest = '';
  return {
    push(chunk) {
      const text = `${rest}${chunk.toString('latin1')}`;
      const whole = text.lastIndexOf('\n') + 1;
      rest = text.slice(whole);
      return intoRoot(text.slice(0, whole), root);
    },
    end: () => intoRoot(rest, root),
  };
}

/** Takes `root` out of a stream of output, wherever the stream is cut. Bytes that are not the root stay as they are. */
export function outOfRoot(root: string): { push(chunk: Buffer): Buffer; end(): Buffer } {
  const needle = Buffer.from(root);
  let held: Buffer = Buffer.alloc(0);

  function strip(text: Buffer): Buffer {
    const parts: Buffer[] = [];
    let at = 0;
    for (let hit = text.indexOf(needle); hit >= 0; hit = text.indexOf(needle, at)) {
      parts.push(text.subarray(at, hit));
      at = hit + needle.length;
    }
    return Buffer.concat([...parts, text.subarray(at)]);
  }
  /** Length of the longest end of `text` that may be the beginning of the root. */
  function open(text: Buffer): number {
    for (let length = Math.min(text.length, needle.length - 1); length > 0; length -= 1)
      if (text.subarray(text.length - length).equals(needle.subarray(0, length))) return length;
    return 0;
  }
  return {
    push(chunk) {
      const text = strip(Buffer.concat([held, chunk]));
      const keep = open(text);
      held = text.subarray(text.length - keep);
      return text.subarray(0, text.length - keep);
    },
    end: () => held,
  };
}
