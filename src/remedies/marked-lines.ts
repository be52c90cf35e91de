import { lines } from './fragments.ts';

/**
 * Puts a file back after a step that wrote `after` over `before`: its own bytes, or, where somebody changed it
 * meanwhile, the file without ours.
 * @param strip a command of the script that prints its argument's file without ours
 */
export const restoreFile = (
  file: string,
  { before, after, next, strip }: { before: string; after: string; next: string; strip: string },
): string =>
  lines(
    `if [ -f ${after} ]; then`,
    `if [ "$(cat ${file})" = "$(cat ${after})" ]; then`,
    `cp -p ${before} ${next}`,
    `elif [ "$(cat ${file})" = "$(cat ${before})" ]; then`,
    ':',
    'else',
    `cp -p ${file} ${next} && ${strip} ${file} >${next}`,
    'fi || return 1',
    `[ ! -e ${next} ] || mv ${next} ${file} || return 1`,
    'fi',
  );
