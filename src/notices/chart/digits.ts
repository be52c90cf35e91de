/**
 * Digits as strokes on a grid of 4 by 7: a picture needs no font, which no machine is certain to have. Everything else
 * is said beside the picture.
 */
const strokes: Record<string, { path: string; width: number }> = {
  '0': { path: 'M2 0C.6 0 0 1.4 0 3.5S.6 7 2 7 4 5.6 4 3.5 3.4 0 2 0Z', width: 4 },
  '1': { path: 'M.9 1.5 2.6 0V7', width: 4 },
  '2': { path: 'M.2 1.8C.2-.6 3.8-.6 3.8 1.9 3.8 3.6.6 5 0 7H4', width: 4 },
  '3': {
    path: 'M.2 1C1-.4 3.7-.3 3.7 1.7 3.7 2.9 2.6 3.3 1.5 3.3 2.9 3.3 4 3.8 4 5.2 4 7.5.7 7.6 0 6',
    width: 4,
  },
  '4': { path: 'M3.1 7V0L0 5H4', width: 4 },
  '5': { path: 'M3.7 0H.7L.4 3.2C1.4 2.3 4 2.4 4 4.7 4 7.5.7 7.6 0 6.1', width: 4 },
  '6': { path: 'M3.4.3C1.4-.3 0 1.8 0 4.5 0 6.2.8 7 2 7S4 6.1 4 4.7C4 2.2.5 2.1 0 4.6', width: 4 },
  '7': { path: 'M0 0H4L1.4 7', width: 4 },
  '8': {
    path: 'M2 3.3C.9 3.3.3 2.6.3 1.7.3.6 1 0 2 0S3.7.6 3.7 1.7C3.7 2.6 3.1 3.3 2 3.3.8 3.3 0 4 0 5.1 0 6.3.8 7 2 7S4 6.3 4 5.1C4 4 3.2 3.3 2 3.3Z',
    width: 4,
  },
  '9': { path: 'M.6 6.7C2.6 7.3 4 5.2 4 2.5 4 .8 3.2 0 2 0S0 .9 0 2.3C0 4.8 3.5 4.9 4 2.4', width: 4 },
  ':': { path: 'M.5 2.2V2.3M.5 5.2V5.3', width: 1 },
  '-': { path: 'M.4 3.7H2.6', width: 3 },
};

const gap = 1.7;

/** Width of a text of digits at a height. */
const widthOf = (text: string, height: number): number =>
  ([...text].reduce((sum, sign) => sum + (strokes[sign]?.width ?? 0) + gap, 0) - gap) * (height / 7);

/** A text of digits, `:` and `-` as SVG, its middle at `x`, its top at `y`. */
export function digits(text: string, x: number, y: number, height: number, colour: string): string {
  const scale = height / 7;
  let at = 0;
  const signs = [...text].map((sign) => {
    const stroke = strokes[sign];
    if (!stroke) return '';
    const drawn = `<path d="${stroke.path}" transform="translate(${at} 0)"/>`;
    at += stroke.width + gap;
    return drawn;
  });
  const left = (x - widthOf(text, height) / 2).toFixed(1);
  return `<g transform="translate(${left} ${y}) scale(${scale.toFixed(3)})" fill="none" stroke="${colour}" stroke-width=".95" stroke-linecap="round" stroke-linejoin="round">${signs.join('')}</g>`;
}

export { widthOf as digitsWidth };
