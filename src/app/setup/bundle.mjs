/**
 * Makes one file of a TypeScript program of ours and what it imports, since Node 20 reads no TypeScript; packages stay
 * where they are, so it must lie below the project. Paths as seen from the project's root. Gives `outfile`.
 */
export async function bundle(entry, outfile) {
  // Not before it is called: those who call it may have to install it first.
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}
