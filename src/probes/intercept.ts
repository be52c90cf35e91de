import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf, wholeOf } from './engine/text.ts';
import type { InterceptChain, InterceptReading } from './network.types.ts';

const mostLines = 400;

/**
 * Chains reachable from prerouting, of nft's text and of \`iptables -S\`. Whole chains, because what stands above a rule
 * decides whether it is met. Other text passes by.
 */
const reachable = `
/^unread /{print;next}
/^table /{t=$2" "$3;next}
/^\\tchain /{c=t" "$2;o[++n]=c;next}
/^\\t}/{c="";next}
/^-A /{c=T" "$2;if(!(c in b))o[++n]=c;if($2=="PREROUTING")r[c]=1;t=T}
c==""{next}
/hook prerouting/{r[c]=1}
{sub(/^[ \\t]+/,"");if(y[c]++<${mostLines})b[c]=b[c]"rule "substr($0,1,400)"\\n"
for(i=1;i<NF;i++)if($i=="jump"||$i=="goto"||$i=="-j"||$i=="-g"){d=$(i+1);sub(/,$/,"",d);e[c]=e[c]" "t" "d"\\n"}}
END{for(m=1;m;){m=0;for(c in r)if(!(c in s)){s[c]=1;m=1;k=split(e[c],x,"\\n");for(i=1;i<=k;i++)r[substr(x[i],2)]=1}}
for(i=1;i<=n;i++)if(o[i] in s){k=split("chain "o[i]"\\n"b[o[i]],x,"\\n");for(m=1;m<k&&l<${mostLines};m++){l++;print x[m]}}}`;

/**
 * What takes a device's connection to a program on the router: rules of redirect and tproxy with the chains that lead
 * to them, the sockets that listen, and how long the program lets a connection be silent. Nothing is asked, at the cost
 * of four reads, where no rule holds the modules that do it (\`/sys/module/nft_redir/refcnt\` and its like count rules)
 * and no proxy runs; kernels without modules are always asked. https://docs.kernel.org/networking/tproxy.html
 *
 *     chain inet fw4 dstnat
 *     rule type nat hook prerouting priority dstnat; policy accept;
 *     rule ip protocol tcp counter packets 1 bytes 60 jump openclash
 *     chain inet fw4 openclash
 *     rule ip protocol tcp redirect to :7892
 *     tcp        0      0 :::7892                 :::*                    LISTEN      2411/clash
 *     idle /tmp/etc/passwall/TCP.json:"connIdle": 300
 */
export const intercept: Probe<'intercept'> = {
  id: 'intercept',
  script: `
a=
[ -e /sys/module/nf_conntrack/refcnt ] || a=1
for f in /sys/module/nft_redir /sys/module/nft_tproxy /sys/module/xt_REDIRECT /sys/module/xt_TPROXY; do
[ -r $f/refcnt ] && read -r v <$f/refcnt && [ "$v" != 0 ] && a=1
done
case "$running" in *clash*|*mihomo*|*Crash*|*ray*|*sing-box*|*redir*|*retcp*|*sslocal*|*trojan*|*socks*|*tpws*) a=1;; esac
[ $a ] || { echo none; return 0; }
echo asked
{
nft_tables
case "$nft_tables" in *'{'*) printf '%s\\n' "$nft_tables";; ?*) nft -t list ruleset || echo unread nft;; esac
i() {
[ -r $2 ] || return
while read -r t; do
case "$t" in nat|mangle) echo "table $1 $t"; $1 -t $t -S || echo unread $1;; esac
done <$2
}
i iptables /proc/net/ip_tables_names
i ip6tables /proc/net/ip6_tables_names
} 2>/dev/null | awk -v T= '/^table ip6?tables /{T=$2" "$3}${reachable.trimStart()}'
command -v netstat >/dev/null && n=$(netstat -tlnp 2>/dev/null || netstat -tln 2>/dev/null) && bounded "$n" 80
case "$running" in *ray*) grep -rsHoE '"connIdle": *[0-9]+' /tmp/etc /var/etc /etc/v2raya /etc/xray | head -n 8 | sed 's/^/idle /';; esac
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('nothing here that could take packets over');
    const lines = linesOf(text);
    if (lines[0] !== 'asked' && lines[0] !== 'none')
      return failed(reasonOf(text, 'the rules could not be read'));
    const reading: InterceptReading = { chains: [], unread: [], listening: [], idle: [] };
    for (const line of lines.slice(1, mostLines + 100)) readLine(reading, line);
    if (lines.filter((line) => /^(chain|rule) /.test(line)).length >= mostLines) reading.unread.push('head');
    return value(reading);
  },
};

function readLine(reading: InterceptReading, line: string): void {
  const chain = /^chain (\S{1,80}) (\S{1,80}) (\S{1,80})$/.exec(line);
  if (chain) {
    const [, family = '', table = '', name = ''] = chain;
    const base = name === 'PREROUTING' && /^ip6?tables$/.test(family);
    reading.chains.push({ chain: `${family} ${table} ${name}`, family: familyOf(family), base, rules: [] });
  } else if (line.startsWith('rule ')) {
    const open = reading.chains.at(-1);
    // With `-a`, as the rules are listed where they are listed anyway, nft adds the handle.
    const rule = line
      .slice(5)
      .replace(/ # handle \d+$/, '')
      .trim();
    if (open && /\bhook prerouting\b/.test(rule)) open.base = true;
    else if (open && !/^type \w+ hook /.test(rule)) open.rules.push(rule);
  } else if (line.startsWith('unread ')) reading.unread.push(line.slice(7, 27));
  else if (line.startsWith('idle ')) {
    const [, path = '', found = '', seconds] = /^idle (\/[^\s:]{1,200}):(.*?(\d{1,7}))$/.exec(line) ?? [];
    const read = wholeOf(seconds);
    if (read !== null) reading.idle.push({ path, line: found, seconds: read });
  } else readSocket(reading, line);
}

const familyOf = (word: string): InterceptChain['family'] => {
  if (word === 'ip' || word === 'iptables') return 'ipv4';
  return word === 'ip6' || word === 'ip6tables' ? 'ipv6' : 'both';
};

function readSocket(reading: InterceptReading, line: string): void {
  const [, port, owner = ''] =
    /^tcp6? +\d+ +\d+ \S{1,60}:(\d{1,5}) +\S{1,60} +LISTEN\b *(\S{0,40})/.exec(line) ?? [];
  const read = wholeOf(port);
  if (read !== null) reading.listening.push({ port: read, program: /^\d+\/(.+)$/.exec(owner)?.[1] ?? null });
}
