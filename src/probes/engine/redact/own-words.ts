import { isUsual } from './usual-words.ts';

/** Words of at most this many are replaced: a household has fewer. */
const most = 2_000;

/** Where people give names, by the section of a capture; what is captured is a name, or several. */
const named: Readonly<Record<string, readonly RegExp[]>> = {
  uci: [/^firewall\.([^@.=][^.=]*)[.=]/, /^[^=]+='(.*)'$/],
  config: [
    /:config ['"]?\w+['"]? ['"]?([^'"]+)['"]?$/,
    /:\s*(?:option|list) ['"]?(?:interface|serversfile|confdir|addnhosts)['"]? (.+)$/,
  ],
  nft: [
    /^\s*table \w+ (\S+) \{/,
    /^\s*(?:chain|set|map|flowtable|counter|quota|limit|meter) (\S+) \{/,
    /"(?:table|chain|name|set|map)": ?"([^"]*)"/g,
    /log prefix "([^"]*)"/,
  ],
  iptables: [/^(?:-[NA] |:)(\S+)/, /--log-prefix "?([^"]*)"?/, /--match-set (\S+)/],
  intercept: [/^chain \w+ (\S+ \S+)/],
  interfaces: [/"(?:interface|device|l3_device)":"([^"]*)"/g],
  neighbours: [/ dev (\S+)/],
  wan: [/^device (\S+)/, /^\d+: (\S+)/],
  own: [/^foreign (.+)$/, /='(.*)'$/],
};

/** Addresses and times are no words. */
const addresses = /[0-9A-Fa-f]*[:.][0-9A-Fa-f:.]*/g;
const words = /[\p{L}\p{N}]+/gu;

/** Replaces words that the household chose, the same always by the same: `smith_guest` is `name1_guest`. */
export function ownWordRedactor(textOf: (section: string) => string): (line: string) => string {
  const own = new Map<string, string>();
  const collect = (text: string) => {
    for (const [word] of text.replace(addresses, ' ').matchAll(words))
      if (!isUsual(word) && own.size < most && !own.has(word.toLowerCase()))
        own.set(word.toLowerCase(), `name${own.size + 1}`);
  };
  for (const [section, patterns] of Object.entries(named))
    for (const line of textOf(section).split('\n'))
      for (const pattern of patterns)
        for (const name of pattern.global
          ? Array.from(line.matchAll(pattern), ([, found]) => found)
          : [pattern.exec(line)?.[1]])
          if (name !== undefined) collect(name);
  return (line) => line.replace(words, (word) => own.get(word.toLowerCase()) ?? word);
}
