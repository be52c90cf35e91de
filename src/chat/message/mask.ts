import { isIPv4, isIPv6 } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { Address } from '../../model/address.ts';
import type { Block, Reply } from '../../model/message.ts';
import { sayAny } from '../../words/words.ts';
import type { Host } from '../platform.ts';

/** Stands for what is hidden. */
const dots = '•••';

/**
 * What must not be read by everybody in a group, recognised by its shape: addresses of devices, routers and the
 * household, and where a router is logged in to. The first and the last part stay, so that two devices can still
 * be told apart: `192.•••.23`, `a4:•••:1f`, `2001:•••:9c`, `root@•••`.
 */
const shapes: readonly { pattern: RegExp; hidden: (found: string) => string }[] = [
  {
    pattern: /(?<=[\w.-]@)(?:\[[0-9a-f:.%]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/gi,
    hidden: () => dots,
  },
  {
    pattern: /(?<![0-9a-f:.])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f:-])/gi,
    hidden: (mac) => `${mac.slice(0, 2)}:${dots}:${mac.slice(-2)}`,
  },
  {
    pattern: /(?<![\w.:])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?![\w:])/gi,
    hidden: (found) => maskIpv6(found),
  },
  {
    pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g,
    hidden: (found) => maskIpv4(found),
  },
];

/** A full stop or colon that ends a sentence is not part of the address. */
function maskIpv6(found: string): string {
  const address = found.replace(/(?:\.|(?<!:):)$/, '');
  if (!isIPv6(address) || !/[0-9a-f]/i.test(address)) return found;
  const groups = address.split(':');
  return `${groups[0]}:${dots}:${maskIpv4(groups.at(-1) ?? '')}${found.slice(address.length)}`;
}

function maskIpv4(found: string): string {
  const octets = found.split('.');
  return isIPv4(found) ? `${octets[0]}.${dots}.${octets[3]}` : found;
}

/** A part of a text, and what is read in its place. */
interface Place {
  from: number;
  to: number;
  as: string;
}

const meets = (a: Place, b: Place): boolean => a.from < b.to && b.from < a.to;

/** What is recognised by its shape. Where two shapes meet, the one that stands first in the list counts. */
function shapedPlaces(text: string): Place[] {
  const places: Place[] = [];
  for (const { pattern, hidden } of shapes)
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const place = { from: index, to: index + found.length, as: hidden(found) };
      if (place.as !== found && !places.some((other) => meets(place, other))) places.push(place);
    }
  return places;
}

/** Where a name stands, in capitals or not, also where it begins within itself. A single letter is everywhere. */
function placesOf(name: string, text: string, as: string): Place[] {
  if (name.length < 2) return [];
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const found = text.matchAll(new RegExp(`(?=(${literal}))`, 'giu'));
  return Array.from(found, ({ 1: shown = '', index }) => ({
    from: index,
    to: index + shown.length,
    as,
  }));
}

/** Places in the order of the text; those that meet are one, of which nothing is shown. */
function disjoint(places: readonly Place[]): Place[] {
  const apart: Place[] = [];
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && meets(last, place))
      apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, place.to), as: dots };
    else apart.push(place);
  }
  return apart;
}

/**
 * One text with what it must not show to a group hidden; `names` are further words to hide (device names). All is looked
 * for in the text as it came, so that hiding one thing never uncovers a piece of another.
 */
export function maskText(
  text: string,
  names: readonly string[] = [],
  standIn: (name: string) => string = () => dots,
): string {
  const named = names.flatMap((name) => placesOf(name, text, standIn(name)));
  const places = disjoint([...shapedPlaces(text), ...named]);
  const shown = places.map(({ from, as }, at) => text.slice(places[at - 1]?.to ?? 0, from) + as);
  return shown.join('') + text.slice(places.at(-1)?.to ?? 0);
}

/**
 * A reply fit for a group: addresses hidden in everything that is read, commands behind buttons kept as they
 * are. Secrets other than addresses have no shape: give them to one person alone (`private`).
 */
export function mask(
  reply: Reply,
  names: readonly string[] = reply.names ?? [],
  standIn?: (name: string) => string,
): Reply {
  const hide = (text: string) => maskText(text, names, standIn);
  return {
    ...reply,
    title: hide(reply.title),
    blocks: reply.blocks.map((block) => maskBlock(block, hide)),
    buttons: reply.buttons.map((button) => ({ ...button, label: hide(button.label) })),
  };
}

function maskBlock(block: Block, hide: (text: string) => string): Block {
  switch (block.kind) {
    case 'text':
    case 'heading':
    case 'aside':
      return { ...block, text: hide(block.text) };
    case 'list':
      return { ...block, items: block.items.map(hide) };
    case 'fields':
      return {
        ...block,
        fields: block.fields.map(({ name, value }) => ({ name: hide(name), value: hide(value) })),
      };
    case 'table':
      return {
        ...block,
        columns: block.columns.map(hide),
        rows: block.rows.map((row) => row.map(hide)),
      };
    case 'code':
      return {
        ...block,
        text: hide(block.text),
        ...(block.caption === undefined ? {} : { caption: hide(block.caption) }),
      };
    case 'image':
      return {
        ...block,
        alt: hide(block.alt),
        ...(block.caption === undefined ? {} : { caption: hide(block.caption) }),
      };
    // Made for everybody: what would be hidden in it has been replaced.
    case 'file':
      return block;
  }
}

/**
 * A reply as a group reads it: masked unless an owner allows names and addresses there, phones by number. What is for one person
 * alone stays masked, and so does everything when it cannot be told what the owner said.
 */
export async function forGroup(
  reply: Reply,
  group: Address,
  host: Pick<Host, 'showsNames' | 'phoneNumber'>,
): Promise<Reply> {
  const masked = mask(reply);
  if (isDeepStrictEqual(masked, reply)) return masked;
  if (reply.private !== true && (await host.showsNames(group).catch(() => false))) return reply;
  const { language } = reply;
  if (language === undefined) return masked;
  const numbers = await numbersOf(reply.names ?? [], group, host);
  return mask(reply, reply.names, (name) => {
    const n = numbers.get(name);
    return n === undefined ? dots : sayAny(language, 'phone.masked', { n });
  });
}

/** The numbers phones have in this group today; none where that cannot be told. */
async function numbersOf(
  names: readonly string[],
  group: Address,
  { phoneNumber }: Pick<Host, 'phoneNumber'>,
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for (const name of names) {
    const n = await phoneNumber(group, name).catch(() => undefined);
    if (n !== undefined) numbers.set(name, n);
  }
  return numbers;
}
