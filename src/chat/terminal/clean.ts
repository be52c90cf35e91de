/**
 * Takes away what would let a foreign text steer the terminal: escape sequences and other control characters,
 * and marks that reverse the reading direction. New lines and tabs stay.
 */
export const clean = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·');
