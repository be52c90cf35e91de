import { parseConntrack } from '../conntrack/entry.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import { pushAndPerhaps } from './push-filter.ts';

/** More push connections than this in one household are not looked at one by one. */
const most = 400;

/**
 * Push connections, filtered on the router so that what travels does not grow with its table. One read may miss an
 * entry that is there (1 of 268 did, openwrt on 6.1): nothing may be called gone on a single reading.
 */
export const conntrack: Probe<'conntrack'> = {
  id: 'conntrack',
  script: `
e='${pushAndPerhaps.exact}'
if [ -r /proc/net/nf_conntrack ]; then
echo proc
grep -F ${pushAndPerhaps.rough} /proc/net/nf_conntrack | grep -m ${most + 1} -E "$e"
elif [ -e /proc/net/nf_conntrack ]; then
echo '/proc/net/nf_conntrack: Permission denied'; return 4
elif command -v conntrack >/dev/null; then
c=$(conntrack -C 2>&1) || { echo "$c"; return 4; }
echo tool
{ conntrack -L -f ipv4 -p tcp -o extended; conntrack -L -f ipv6 -p tcp -o extended; } 2>/dev/null | grep -m ${most + 1} -E "$e"
else
return 3
fi
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no /proc/net/nf_conntrack and no conntrack tool');
    if (status !== 0) return failed(reasonOf(text, 'connection tracking could not be read'));
    const [source, ...rest] = linesOf(text);
    if (source !== 'proc' && source !== 'tool') return failed(reasonOf(text, 'no answer'));
    const lines = rest.filter((line) => parseConntrack(line) !== null);
    if (lines.length === 0 && rest.length > 0) return failed(reasonOf(text, 'unreadable'));
    return value({
      source: source === 'proc' ? '/proc/net/nf_conntrack' : 'conntrack -L',
      lines: lines.slice(0, most),
      truncated: lines.length > most,
    });
  },
};
