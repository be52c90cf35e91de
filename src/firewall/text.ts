import type { IptablesReading, NftReading } from '../probes/readings.ts';

/** How many lines of the rules as text put flows into a flowtable, outside nft's tables that are asleep. */
export const offloadLines = (nft: NftReading | null, iptables: IptablesReading | null): number =>
  (nft ? nftLines(nft) : 0) +
  [...(iptables?.ipv4 ?? []), ...(iptables?.ipv6 ?? [])].filter(isIptablesOffload).length;

const isIptablesOffload = (line: string): boolean =>
  line.includes('FLOWOFFLOAD') && / -[jg] FLOWOFFLOAD\b/.test(unquoted(line));

function nftLines({ lines, tables, rules }: NftReading): number {
  const asleep = new Set(
    tables.filter(({ dormant }) => dormant === true).map(({ family, name }) => `${family} ${name}`),
  );
  let counts = true;
  let found = 0;
  for (const line of lines) {
    const header = line.startsWith('table ') && /^table (\S{1,64}) (\S{1,128}) \{/.exec(line);
    if (header) counts = !asleep.has(`${header[1]} ${header[2]}`);
    else if (counts && isNftOffload(line)) found++;
  }
  if (found > 0) return found;
  // Without text: rules whose JSON speaks of it, also where only as a string.
  const spoken = rules.filter(
    (rule) =>
      !asleep.has(`${rule.family} ${rule.table}`) &&
      /"flow"|flow (add|offload) @/.test(JSON.stringify(rule.expr.filter(isNoComment))),
  );
  return spoken.length;
}

/** iptables-nft's own target is text in quotes to nft, or a comment where nft does not know iptables. */
const isNftOffload = (line: string): boolean =>
  (line.includes('flow ') && /\bflow (add|offload) @/.test(unquoted(line))) ||
  (line.includes('FLOWOFFLOAD') && /\bxt target "FLOWOFFLOAD"|# [^"]{0,200}\bFLOWOFFLOAD\b/.test(line));

const isNoComment = (statement: unknown): boolean =>
  typeof statement !== 'object' || statement === null || !('comment' in statement);

/** Without what stands in quotes: a comment may say anything. */
const unquoted = (line: string): string => line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
