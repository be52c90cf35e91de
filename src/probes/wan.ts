import { normaliseIp } from '../model/ip.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wordsOf } from './engine/text.ts';

/** The device of the default route and its addresses: a private one there means a second NAT upstream. */
export const wan: Probe<'wan'> = {
  id: 'wan',
  files: [{ into: 'route', way: 'route', paths: ['/proc/net/route'] }],
  script: `
command -v ip >/dev/null || return 3
route=\${route%%
*}
r=\${route:+dev $route}
[ "$r" ] || [ -r /proc/net/route ] && [ $files_read ] || r=$(ip -4 route show default 2>/dev/null)
[ "$r" ] || r=$(ip -6 route show default 2>/dev/null)
set -f
set -- $r
while [ $# -gt 1 ]; do
[ "$1" = dev ] && { echo "device $2"; ip -o addr show dev "$2"; break; }
shift
done
set +f
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no ip here');
    const lines = linesOf(text);
    const named = lines[0]?.startsWith('device ') ? lines[0].slice(7).trim() : null;
    const device = named ?? /^\d{1,9}: ([^\s:@]{1,32})/.exec(lines[0] ?? '')?.[1] ?? null;
    const addresses = lines.flatMap((line) => {
      const words = wordsOf(line);
      const at = words.findIndex((word) => word === 'inet' || word === 'inet6');
      return normaliseIp(at < 0 ? '' : (words[at + 1]?.split('/')[0] ?? '')) ?? [];
    });
    return value({ device, addresses });
  },
};
