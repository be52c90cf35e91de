import { scriptFor } from '../../src/probes/engine/script.ts';
import { type Box, lend, makeBox } from '../probes/box.ts';
import { boundary } from '../probes/support.ts';
import { largeRouter } from '../support/large-router.ts';
import type { Measure } from './conntrack.ts';

const laps = 5;
const ordinary = `nft -f - <<'E'
table inet fw4 {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
  }
}
E`;

/** What a look costs a router, under busybox ash with the real nft and a real table of connections, in a network namespace. */
export function run(): Measure[] {
  const box = makeBox();
  try {
    lend(box, 'nft', 'conntrack');
    const [entries, elements] = [largeRouter.entries, largeRouter.elements].map((n) =>
      n.toLocaleString('en-US'),
    );
    return [
      timed(box, 'a look, without name service', ordinary, { times: 20, bound: 12 }),
      timed(box, `the same with ${entries} connections and sets of ${elements} elements`, largeRouter.fill, {
        times: 2,
        bound: 10,
      }),
    ];
  } finally {
    box.close();
  }
}

/** The whole look against what it cannot do without, listing the rules and reading the table; by turns, medians of laps. */
function timed(
  box: Box,
  name: string,
  inNetns: string,
  { times, bound }: { times: number; bound: number },
): Measure {
  const lap = (script: string): string => `n=0
while [ $n -lt ${times} ]; do
(
${script}
) >/dev/null
n=$((n + 1))
done
read -r t rest </proc/uptime; echo "lap $t"`;
  const round = `${lap(scriptFor(boundary))}\n${lap('nft -a -t list ruleset; cat /proc/net/nf_conntrack')}`;
  const script = `read -r t rest </proc/uptime; echo "lap $t"\n${Array.from({ length: laps }, () => round).join('\n')}`;
  // Longer than an argument may be.
  box.file('/laps.sh', script);
  const ran = box.run(`. ${box.root}/laps.sh`, { inNetns });
  const at = [...ran.stdout.matchAll(/^lap (\S+)$/gm)].map(([, time]) => (Number(time) * 1000) / times);
  if (at.length !== 2 * laps + 1) throw new Error(`${name}: ${ran.stderr}`);
  const took = at.slice(1).map((end, n) => end - (at[n] ?? 0));
  const [ours, theirs] = [0, 1].map((which) => median(took.filter((_, n) => n % 2 === which)));
  const value = Number(((ours ?? 0) / (theirs ?? 0)).toFixed(2));
  const told = `${name} (${ours?.toFixed(0)} of ${theirs?.toFixed(0)} ms)`;
  return { name: told, value, unit: '× listing rules and reading the table', bound, ok: value <= bound };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
