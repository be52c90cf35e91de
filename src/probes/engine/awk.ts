/** An awk program as it travels to a router: its legend and its indentation stay here. */
export const asSent = (program: string): string =>
  program
    .replace(/^\t+/gm, '')
    .replace(/^#.*\n/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
