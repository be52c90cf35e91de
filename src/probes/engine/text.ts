/** Non-empty lines, without carriage returns. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line.trim() !== '');

export const wordsOf = (line: string): string[] => line.split(/\s+/).filter((word) => word !== '');

/** A whole decimal number that a double holds exactly, or `null`. */
export const wholeOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;

/** `'a'` and `"a"` as they stand in release files. */
export function unquote(text: string): string {
  const found = /^(['"])(.*)\1$/.exec(text.trim());
  return found ? (found[2] ?? '') : text.trim();
}

/** A JSON object, from text or out of another; anything else is an empty one. */
export function asObject(json: unknown): Record<string, unknown> {
  const parsed = typeof json === 'string' ? parseJson(json) : json;
  return isObject(parsed) ? parsed : {};
}

export const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

export const asText = (json: unknown): string | null => (typeof json === 'string' ? json : null);

export const asList = (json: unknown): unknown[] => (Array.isArray(json) ? json : []);

/** nft nests rules about ten deep; what walks through them calls itself for each level. */
const deepestJson = 100;

/** `undefined` for what is no JSON, or nested deeper than any tool prints. */
export function parseJson(text: string): unknown {
  try {
    return depthOf(text) > deepestJson ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How deep brackets nest outside strings. */
function depthOf(json: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (c === '"') quoted = !quoted;
    else if (quoted && c === '\\') at++;
    else if (!quoted && (c === '[' || c === '{')) deepest = Math.max(deepest, ++depth);
    else if (!quoted && (c === ']' || c === '}')) depth--;
  }
  return deepest;
}

/** The last line a command left behind when it went wrong: its reason, mostly. Bounded. */
export const reasonOf = (text: string, otherwise: string): string =>
  (linesOf(text).at(-1)?.trim() ?? otherwise).slice(0, 200);
