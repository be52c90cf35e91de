import { apns } from '../push/services/apns.ts';
import { fcm } from '../push/services/fcm.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wordsOf } from './engine/text.ts';
import { readAnswers } from './nslookup.ts';

/** https://support.apple.com/101555 and Firebase's network page: without these a phone finds no push server. */
const pushNames = [apns.hosts[0], apns.hosts[1], fcm.hosts[0]] as const;

/** Seconds; what has not answered by then is taken for no answer. A name that is blocked is answered at once. */
const patienceS = 2;

/** The names, the domains above them, and what Apple's are an alias of, as lists of all kinds write them. */
const needles = [
  'push.apple.com',
  'push-apple.com.akadns.net',
  'mtalk.google.com',
  '/apple.com/',
  '||apple.com^',
];

/**
 * Where lists stand: dnsmasq, hosts files, adblock (`adb_dnsdir`), adblock-fast (`/var/run/adblock-fast`), AdGuard Home
 * (`work_dir`), unbound, smartdns. Sources: openwrt/packages net/adblock, net/adblock-fast, net/adguardhome.
 */
const places =
  `/etc/hosts /etc/dnsmasq.conf /etc/dnsmasq.d /etc/config/dhcp /etc/adguardhome.yaml /etc/adguardhome
  /etc/AdGuardHome /etc/smartdns /etc/unbound /tmp/dnsmasq.d /tmp/dnsmasq.*.d /tmp/hosts /tmp/smartdns
  /tmp/adb_list.overall /var/run/adblock-fast /var/lib/unbound /var/lib/adguardhome/data/filters
  /var/lib/AdGuardHome/data/filters`.split(/\s+/);

/**
 * Whether the name servers the household uses lead to the push services: the router's own, and the one DHCP tells
 * devices of (option 6, of the first pool that has it), all names at once. Only when an answer looks like that of a
 * block list are the lists searched for the line.
 *
 *     ask 127.0.0.1
 *     Server:		127.0.0.1
 *     Address:	127.0.0.1:53
 *
 *     Name:	mtalk.google.com
 *     Address: 0.0.0.0
 *     list /tmp/dnsmasq.d/adb_list.overall:local=/mtalk.google.com/
 */
export const dns: Probe<'dns'> = {
  id: 'dns',
  script: `
command -v nslookup >/dev/null || return 3
o=
case "$config_lines" in *"dhcp_option '6,"*) o=\${config_lines#*"dhcp_option '6,"}; o=\${o%%[!0-9.]*};; esac
case "$o" in 0.0.0.0|127.*) o=;; esac
echo ask 127.0.0.1 $o
a=$(p=
for n in ${pushNames.join(' ')}; do
for s in 127.0.0.1 $o; do nslookup $n $s 2>&1 & p="$p $!"; done
done
{ trap 'kill $w; exit' TERM; sleep ${patienceS} & w=$!; wait $w; kill $p; } >/dev/null 2>&1 &
w=$!
wait $p
kill $w
wait $w) 2>/dev/null
printf '%s\\n' "$a"
case "$a" in *NXDOMAIN*|*"can't"*|*REFUSED*|*0.0.0.0*|*'Address: ::'*|*'Address: 127.'*|*'Address: 192.168.'*|*'Address: 10.'*)
grep -rsHFm 5 ${needles.map((needle) => `-e '${needle}'`).join(' ')} \\
${places.join(' ')} | head -n 30 | sed 's/^/list /';;
esac
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no nslookup here');
    const lines = linesOf(text);
    const servers = wordsOf(lines.find((line) => line.startsWith('ask ')) ?? '').slice(1, 3);
    const lists = lines.flatMap((line) => {
      const [, path = '', found = ''] = /^list (\/[^\s:]{1,200}):(.{1,400})/.exec(line) ?? [];
      return path === '' ? [] : [{ path, line: found.trim() }];
    });
    return value({ answers: readAnswers(lines, servers, pushNames), lists: lists.slice(0, 30) });
  },
};
