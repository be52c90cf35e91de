import { normaliseIp } from '../model/ip.ts';
import { wordsOf } from './engine/text.ts';
import type { DnsAnswer } from './network.types.ts';

interface Block {
  server: string;
  names: Set<string>;
  said: 'nxdomain' | 'refused' | 'failed' | null;
  addresses: string[];
  /** Past the server's own address. */
  answering: boolean;
}

const most = 200;

/**
 * What several nslookups of busybox printed one after the other, in any order: each begins with the server's address.
 * Old ones write `Address 1:`; some name nothing when a name has no address, so that such an answer is known by what
 * is left over. `servers` and `names` are what was asked.
 */
export function readAnswers(
  lines: readonly string[],
  servers: readonly string[],
  names: readonly string[],
): DnsAnswer[] {
  const blocks = blocksOf(lines.slice(0, most));
  return servers.flatMap((server) => {
    const here = blocks.filter((block) => block.server === server);
    const named = new Map(
      names.flatMap((name) => {
        const block = here.find((one) => one.names.has(name));
        return block ? [[name, block] as const] : [];
      }),
    );
    const nameless = here.filter((block) => block.names.size === 0 && block.said === null);
    const left = names.filter((name) => !named.has(name));
    const empty = nameless.length > 0 && nameless.length === left.length;
    return names.map((name): DnsAnswer => {
      const block = named.get(name);
      if (!block) return { name, server, kind: empty ? 'empty' : 'none', addresses: [] };
      return { name, server, kind: kindOf(block), addresses: block.addresses };
    });
  });
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const server = /^Server:\s+(\S{1,64})/.exec(line)?.[1];
    if (server !== undefined)
      blocks.push({ server, names: new Set(), said: null, addresses: [], answering: false });
    else readLine(blocks.at(-1), line);
  }
  return blocks;
}

function readLine(block: Block | undefined, line: string): void {
  const refused = /^(?:\*\* server can't find|nslookup: can't resolve) '?([^\s':]{1,255})'?: (.*)$/.exec(
    line,
  );
  // The small nslookup says its error before any block, of a server it did not name.
  if (!block) return;
  if (refused) {
    block.names.add(refused[1] ?? '');
    block.said = reasonFor(refused[2] ?? '');
    return;
  }
  const named = /^(?:Name:\s+(\S{1,255})|(\S{1,255})\s+canonical name = \S+)/.exec(line);
  if (named) {
    block.names.add(named[1] ?? named[2] ?? '');
    block.answering = true;
    return;
  }
  if (block.answering && /^Address(?: \d+)?:/.test(line)) {
    const ip = normaliseIp(wordsOf(line.slice(line.indexOf(':') + 1))[0] ?? '');
    if (ip !== null && block.addresses.length < 20) block.addresses.push(ip);
  }
}

function reasonFor(word: string): 'nxdomain' | 'refused' | 'failed' {
  if (word.startsWith('NXDOMAIN') || word.startsWith('Name does not resolve')) return 'nxdomain';
  return word.startsWith('REFUSED') ? 'refused' : 'failed';
}

function kindOf({ said, addresses }: Block): DnsAnswer['kind'] {
  if (addresses.length === 0) return said ?? 'empty';
  const real = addresses.filter((ip) => ip !== '0.0.0.0' && ip !== '::');
  if (real.length === 0) return 'null';
  return real.every((ip) => /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^::1$/.test(ip))
    ? 'local'
    : 'address';
}
