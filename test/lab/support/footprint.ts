import type { Shell } from './shell.ts';

/** What "exactly as before" means on a router: rules of every firewall it has, files, UCI, and nothing of ours left. */
export interface Footprint {
  rules: string;
  files: string;
  uci: string;
  left: string;
}

/** Counters and handles move by themselves; rules, their order and their texts do not. */
export async function footprint(shell: Shell): Promise<Footprint> {
  const rules = await shell.text(
    `if command -v nft > /dev/null; then nft -s list ruleset; fi
if command -v iptables > /dev/null; then iptables-save; ip6tables-save; fi`,
  );
  return {
    rules: sortChains(rules)
      .replace(/^#.*\n/gm, '')
      .replace(/^(:\S+ \S+) \[.*/gm, '$1'),
    files: await shell.text(
      'find /etc -type f -o -type l | grep -v /dropbear/ | sort | xargs ls -ld | sed "s/ [A-Z][a-z][a-z] .* \\//  \\//"; find /etc -type f | grep -v /dropbear/ | sort | xargs md5sum',
    ),
    uci: await shell.text('uci export firewall; uci changes'),
    left: await shell.text(
      'ls -d /tmp/*pushmedic* /tmp/run/*pushmedic* 2>/dev/null; ps w | grep -i pushmedic | grep -v grep; true',
    ),
  };
}

/** Chains are listed in the order they were first made, which a restart changes and which means nothing. */
function sortChains(ruleset: string): string {
  const chain = /^\tchain [\s\S]*?^\t\}\n/gm;
  const chains = [...ruleset.matchAll(chain)].map((match) => match[0]).sort();
  return `${ruleset.replace(chain, '').replace(/\n\n+/g, '\n')}${chains.join('')}`;
}
