import { Resvg } from '@resvg/resvg-js';

/** An SVG without text as PNG, base64. No font of the machine is read. */
export const toPng = (svg: string): string =>
  new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng().toString('base64');
