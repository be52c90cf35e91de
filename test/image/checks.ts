/** Writes one line for each thing that was looked at, and remembers whether all were as they should be. */
export function makeChecks(out: NodeJS.WritableStream) {
  let failed = 0;
  const from = performance.now();
  const check = (name: string, ok: boolean, detail = ''): void => {
    if (!ok) failed += 1;
    const at = `${((performance.now() - from) / 1_000).toFixed(0)} s`;
    out.write(
      `${ok ? 'ok    ' : 'FAILED'} ${at.padStart(5)}  ${name}${detail === '' ? '' : ` — ${detail}`}\n`,
    );
  };
  return { check, note: (line: string) => out.write(`       ${line}\n`), failed: () => failed };
}

export type Checks = ReturnType<typeof makeChecks>;
