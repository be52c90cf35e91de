import { randomBytes } from 'node:crypto';
import { parseConntrack } from '../conntrack/entry.ts';
import type { Flow, FollowSample } from '../conntrack/flow.ts';
import { fail } from '../model/failure.ts';
import { sh } from '../ssh/quoting.ts';
import type { Session } from '../ssh/session.types.ts';

export interface FollowOptions {
  /** Of the router's own time, at most. It ends earlier, soon after the flow left the flowtable or the table. */
  seconds: number;
  onSample?: (sample: FollowSample) => void;
  signal?: AbortSignal;
}

/**
 * Watches one entry, about once a second, in one exec.
 * @throws Failed `timeout`, `connection-lost`, `output-too-large`; `not-a-router` when the loop did not run.
 */
export async function follow(session: Session, flow: Flow, options: FollowOptions): Promise<FollowSample[]> {
  const { seconds, onSample, signal } = options;
  const boundary = randomBytes(16).toString('hex');
  const reader = sampleReader(boundary, onSample);
  let told = 0;
  const ran = await session.run(followScript(flow, seconds, boundary), {
    // The loop ends by the router's clock; this is for a router that hangs.
    timeoutMs: (seconds * 2 + 20) * 1000,
    maxBytes: (seconds + 10) * 1000 + 20_000,
    onStdout(text) {
      told += text.length;
      reader.push(text);
    },
    ...(signal ? { signal } : {}),
  });
  reader.push(`${ran.stdout.slice(told)}\n`);
  if (reader.samples.length === 0) fail({ cause: 'not-a-router', seen: ran.stderr.trim().slice(0, 160) });
  return reader.samples;
}

/**
 * Prints `<boundary> <uptime> <line>` per sample; no line: not in the table in two reads, because one may miss it. Ends
 * two samples after the flow left the flowtable it was in, or after two without it.
 */
export function followScript(flow: Flow, seconds: number, boundary: string): string {
  const { family, original } = flow.entry;
  const tuple = /src=[0-9a-fA-F:.]+ dst=[0-9a-fA-F:.]+ sport=\d+ dport=\d+ /.exec(flow.entry.line)?.[0];
  if (tuple === undefined) throw new RangeError('The entry names no connection');
  const ports = sh`--sport ${original.sport} --dport ${original.dport}`;
  return `${sh`p=${tuple} b=${boundary} m=${Math.ceil(seconds)}`}
e() {
if [ -r /proc/net/nf_conntrack ]; then grep -m 1 -F "$p" /proc/net/nf_conntrack
else conntrack -L -f ${family} -p tcp ${ports} -o extended 2>/dev/null | grep -m 1 -F "$p"
fi
}
n=0 was=0 left=0 gone=0 z=
while [ $n -le $((m + 5)) ]; do
l=$(e) || l=$(e)
read -r t rest </proc/uptime
echo "$b $t $l"
case "$l" in
'') gone=$((gone + 1));;
*OFFLOAD]*) was=1 left=0 gone=0;;
*) gone=0; [ $was = 1 ] && left=$((left + 1));;
esac
[ $left -ge 2 ] && break
[ $gone -ge 2 ] && break
z=\${z:-\${t%.*}}
[ $((\${t%.*} - z)) -ge $m ] && break
n=$((n + 1))
sleep 1
done
:
`;
}

/** Reads the loop's output as it arrives, cut anywhere. */
export function sampleReader(boundary: string, onSample?: (sample: FollowSample) => void) {
  const samples: FollowSample[] = [];
  const pattern = new RegExp(`^${boundary} (\\d{1,12}(?:\\.\\d{1,6})?) ?(.*)$`);
  let rest = '';
  let startS: number | null = null;
  return {
    samples,
    push(text: string): void {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [whole, uptime, entryLine = ''] = pattern.exec(line.trimEnd()) ?? [];
        if (whole === undefined) continue;
        startS ??= Number(uptime);
        const entry = parseConntrack(entryLine);
        if (entry === null && entryLine !== '') continue;
        const sample = { atS: Math.max(0, Number(uptime) - startS), entry };
        samples.push(sample);
        onSample?.(sample);
      }
    },
  };
}
