import { changed, copied, unknownMark, withBits } from '../marks.ts';
import type { Asked, Step } from '../program.ts';
import { markAndMask } from './values.ts';

/** Targets after which the next rule is looked at, and which change nothing rules ask for. */
export const passing = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'TCPMSS',
  'DSCP',
  'TOS',
  'ECN',
  'CT',
  'NOTRACK',
  'SET',
  'CLASSIFY',
  'TEE',
  'TRACE',
  'HL',
  'TTL',
  'IDLETIMER',
  'AUDIT',
  'CHECKSUM',
  'SECMARK',
  'CONNSECMARK',
  'TCPOPTSTRIP',
  'RATEEST',
  'LED',
]);

/** Targets that let a packet pass, or hand it to a program that does. */
export const accepting = new Set(['ACCEPT', 'QUEUE', 'NFQUEUE']);
export const dropping = new Set(['DROP', 'REJECT', 'TARPIT', 'DELUDE']);

/** `MARK` and `CONNMARK`, with their options; a mark that is not understood is not known afterwards. */
export function markTarget(target: string, options: readonly string[]): Step | null {
  if (target !== 'MARK' && target !== 'CONNMARK' && target !== 'HMARK') return null;
  const change =
    target === 'HMARK' ? null : target === 'MARK' ? setMark(options, 'packet') : connmark(options);
  return { kind: 'mark', change: change ?? forget(target === 'CONNMARK' ? options : []) };
}

type Change = (asked: Asked) => Asked['marks'];

const forget =
  (options: readonly string[]): Change =>
  ({ marks }) =>
    options.length > 0 && !options.includes('--restore-mark')
      ? { ...marks, ct: unknownMark }
      : { ...marks, packet: unknownMark };

function connmark(options: readonly string[]): Change | null {
  const maskAfter = (name: string) => {
    const at = options.indexOf(name);
    return at < 0 ? null : (markAndMask(options[at + 1] ?? '')?.value ?? null);
  };
  const mask = maskAfter('--mask');
  const nfmask = mask ?? maskAfter('--nfmask') ?? 0xffffffff;
  const ctmask = mask ?? maskAfter('--ctmask') ?? 0xffffffff;
  if (options.includes('--save-mark'))
    return nfmask === ctmask
      ? ({ marks }) => ({ ...marks, ct: copied(marks.ct, marks.packet, ctmask) })
      : null;
  if (options.includes('--restore-mark'))
    return nfmask === ctmask
      ? ({ marks }) => ({ ...marks, packet: copied(marks.packet, marks.ct, nfmask) })
      : null;
  return setMark(options, 'ct');
}

/** `--set-xmark value/mask` clears the mask's bits and flips the value's; `--set-mark` sets them. */
function setMark([option = '', text = '']: readonly string[], which: 'packet' | 'ct'): Change | null {
  const found = markAndMask(text);
  if (!found) return null;
  const { value, mask } = found;
  const to =
    (make: (mark: Asked['marks']['ct']) => Asked['marks']['ct']): Change =>
    ({ marks }) => ({
      ...marks,
      [which]: make(marks[which]),
    });
  switch (option) {
    case '--set-xmark':
      return to((mark) => changed(mark, ~mask >>> 0, value));
    case '--set-mark':
      return to((mark) => withBits(changed(mark, ~mask >>> 0, 0), value));
    case '--or-mark':
      return to((mark) => withBits(mark, value));
    case '--and-mark':
      return to((mark) => changed(mark, value, 0));
    case '--xor-mark':
      return to((mark) => changed(mark, 0xffffffff, value));
    default:
      return null;
  }
}
