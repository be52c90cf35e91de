import { inChange } from '../../model/change-files.ts';
import { complain, define, lines } from '../fragments.ts';
import { type Ports, portText } from './params.ts';
import { sign, signPatterns } from './sign.ts';

/** `--dport 5223 …`: one rule per range, since OpenWrt's default image has no `multiport`. */
const matches = (ports: readonly Ports[]): string[] =>
  ports.flatMap((range) => ['dport', 'sport'].map((side) => `--${side} ${portText(range, ':')}`));

const rule = (match: string): string =>
  `FORWARD -p tcp ${match} -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment ${sign} -j ACCEPT`;

/** `ip6tables FORWARD` → `ip6tables`. */
const toolsOf = (chains: readonly string[]): string[] =>
  chains.flatMap((chain) => /^ip6?tables(?= )/.exec(chain)?.[0] ?? []);

/** The rules as they are typed, topmost first. */
export const shownRules = (chains: readonly string[], ports: readonly Ports[]): string[] =>
  toolsOf(chains).flatMap((tool) => matches(ports).map((match) => `${tool} -I ${rule(match)}`));

/** A family the kernel or the image lacks is skipped. */
const eachTool = (tools: readonly string[], body: string): string =>
  lines(`for t in ${tools.join(' ')}; do`, '$t -w -S FORWARD >/dev/null 2>&1 || continue', body, 'done');

/** `$m` is meant to be split. */
const eachRule = (chains: readonly string[], ports: readonly Ports[], body: string): string =>
  eachTool(
    toolsOf(chains),
    lines(
      `for m in ${matches(ports)
        .map((match) => `'${match}'`)
        .join(' ')}; do`,
      body,
      'done',
    ),
  );

/** Defines `copies`: how many of the rule `$t`, `$m` there are. */
const copies = define(
  'copies',
  `$t -w -S FORWARD | grep -F -e " $m " | grep -c -e '--comment "\\{0,1\\}${sign}"\\{0,1\\} -j ACCEPT$'`,
);

/** How many of each there were, before anything is put in. */
export const countRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(
    copies,
    `{\n${eachRule(chains, ports, 'echo "$t $m $(copies)"')}\n} >${inChange('new')}`,
    `mv ${inChange('new')} ${inChange('iptables-counts')}`,
  );

/** Takes out what was put in: the topmost copy goes first, and older ones stay. */
const undoLoop = (chains: readonly string[], ports: readonly Ports[]): string =>
  eachRule(
    chains,
    ports,
    lines(
      `had=$(sed -n "s/^$t $m //p" ${inChange('iptables-counts')})`,
      `while [ "$(copies)" -gt "\${had:-0}" ]; do $t -w -D ${rule('$m')} || return 1; done`,
    ),
  );

export const undoRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(`[ -e ${inChange('iptables-counts')} ] || return 0`, copies, undoLoop(chains, ports));

/** On top of everything; a second run leaves no second copy. */
export const putRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(copies, undoLoop(chains, ports), eachRule(chains, ports, `$t -w -I ${rule('$m')} || return 1`));

/** The same for a script of fw3's own, run at any time: own copies of this version are replaced. */
export const renewRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  eachRule(
    chains,
    ports,
    lines(`while $t -w -D ${rule('$m')} 2>/dev/null; do :; done`, `$t -w -I ${rule('$m')} || exit 1`),
  );

/**
 * Defines `ours CHAIN`: each rule there that carries our comment, of whatever version, as `-D` takes it. Rules with any
 * other quoted word are passed over: a comment of somebody's may look like anything.
 */
const ours = define(
  'ours',
  `$t -w -S "$1" 2>/dev/null | sed -n ${signPatterns
    .map(
      (pattern) =>
        `-e 's/^-A \\([^"\\\\]*--comment \\)"\\{0,1\\}\\(${pattern}\\)"\\{0,1\\}\\( [^"\\\\]*\\)\\{0,1\\}$/\\1\\2\\3/p'`,
    )
    .join(' ')}`,
);

/** Takes out every rule of ours, whatever version put it in, of the chains `<tool> <chain>`. */
export const revertRules = (chains: readonly string[]): string =>
  lines(
    ours,
    define(
      'remove',
      lines(
        't=$1',
        'rules=$(ours "$2")',
        // The words of a rule are meant to be split, and hold nothing to expand.
        'set -f',
        'echo "$rules" | while read -r rule; do [ -z "$rule" ] || $t -w -D $rule; done',
        'set +f',
        ':',
      ),
    ),
    ...chains.map((chain) => `remove ${chain}`),
  );

/** Takes out what older copies of ours the rules on top make superfluous, in one transaction. */
export const tidyRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(
    ours,
    eachTool(
      toolsOf(chains),
      lines(
        `[ "$(ours FORWARD | grep -c .)" -gt ${matches(ports).length} ] || continue`,
        '{',
        "echo '*filter'",
        "ours FORWARD | sed 's/^/-D /'",
        ...matches(ports).map((match) => `echo '-I ${rule(match)}'`),
        'echo COMMIT',
        '} | $t-restore -w --noflush',
      ),
    ),
    ':',
  );

/** Fails, and says so, unless all our rules stand before the first offload rule in every family. */
export const verifyRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  eachTool(
    toolsOf(chains),
    lines(
      `$t -w -S FORWARD | awk '
  / -j FLOWOFFLOAD/ { exit }
  /^-A FORWARD .* --comment "?${sign}"? -j ACCEPT$/ { n++ }
  END { exit n < ${matches(ports).length} }' || {`,
      complain('our rules do not stand above the offload rule in FORWARD of'),
      'echo $t >&2',
      'return 1',
      '}',
    ),
  );
