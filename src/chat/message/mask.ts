import { isIPv4, isIPv6 } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { Address } from '../../model/address.ts';
import type { Block, Reply } from '../../model/message.ts';
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
    hidden: (found) => (isIPv4(found) ? `${found.split('.')[0]}.${dots}.${found.split('.')[3]}` : found),
  },
];

/** A full stop or colon that ends a sentence is not part of the address. */
function maskIpv6(found: string): string {
  const address = found.replace(/(?:\.|(?<!:):)$/, '');
  if (!isIPv6(address) || !/[0-9a-f]/i.test(address)) return found;
  const groups = address.split(':');
  return `${groups[0]}:${dots}:${groups.at(-1)}${found.slice(address.length)}`;
}

/** One text with what it must not show to a group hidden; `names` are further words to hide (device names). */
export function maskText(text: string, names: readonly string[] = []): string {
  const masked = shapes.reduce((so, { pattern, hidden }) => so.replace(pattern, hidden), text);
  return names.reduce((so, name) => (name.length < 2 ? so : so.replaceAll(name, dots)), masked);
}

/**
 * A reply fit for a group: addresses hidden in everything that is read, commands behind buttons kept as they
 * are. Secrets other than addresses have no shape: give them to one person alone (`private`).
 */
export function mask(reply: Reply, names: readonly string[] = reply.names ?? []): Reply {
  const hide = (text: string) => maskText(text, names);
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
      return { ...block, alt: hide(block.alt) };
  }
}

/**
 * A reply as a group reads it: masked unless an owner allows names and addresses there. What is for one person
 * alone stays masked, and so does everything when it cannot be told what the owner said.
 */
export async function forGroup(reply: Reply, group: Address, host: Pick<Host, 'showsNames'>): Promise<Reply> {
  const masked = mask(reply);
  if (reply.private === true || isDeepStrictEqual(masked, reply)) return masked;
  return (await host.showsNames(group).catch(() => false)) ? reply : masked;
}
