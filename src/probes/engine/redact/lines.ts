import { makeAddressMap } from './addresses.ts';
import type { Names } from './names.ts';
import { makeNumbers, makeTokenRedactor } from './tokens.ts';

/** Replaces what is personal in one line of a section. Stateful: the same thing is replaced the same way every time. */
export type LineRedactor = (section: string, line: string) => string;

/** Sections of numbers, versions and names of programs, in which nothing is a household's. */
const technical: ReadonlySet<string> = new Set(['firmware', 'clock', 'tools', 'sysctls', 'table', 'end']);
/** Sections of rules, in which a name may be a word of the rules too, so that only what is quoted is looked at. */
const rules: ReadonlySet<string> = new Set([
  'uci',
  'nft',
  'iptables',
  'intercept',
  'conntrack',
  'own',
  'samples',
]);

/** nft's text, nft's JSON, iptables. */
const comment = /(comment "|"comment": ?"|--comment ")((?:[^"\\]|\\.)*)(?=")|(--comment )([^" ][^ ]*)/g;
const account = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}/g;
/** What netifd's JSON says of people and their networks. */
const said = /"(hostname|username|domain)": ?"(?:[^"\\]|\\.)*"/g;
const searched = /"dns-search": ?\[[^\]]{0,400}\]/g;
/** Sections of /etc/config that people name after devices. */
const namedSection =
  /^(\/etc\/config\/[a-z0-9-]+:config ['"]?(?:host|domain|tag|mac|hostrecord|cname|ipset)['"]?) .*$/;
const serverLine = /^\/etc\/config\/[a-z0-9-]+:\s*list ['"]?(?:server|address)['"]? /;
const publicName = /(?:^|\.)(?:apple\.com|google\.com|googleapis\.com|akadns\.net)$/;

/** @param names what the household called things: collected beforehand, because it may stand anywhere. */
export function makeLineRedactor({ hostname, devices, rules: ruleNames }: Names): LineRedactor {
  const tokens = makeTokenRedactor(makeAddressMap());
  const commentNumber = makeNumbers();
  const domainNumber = makeNumbers();
  const byLength = [...ruleNames].sort((a, b) => b.length - a.length);
  const ruleFor = (name: string): string => `rule-${ruleNames.indexOf(name) + 1}`;
  const deviceNumbers = new Map(devices.map((name, at) => [name, at + 1]));
  const words = [hostname, ...devices.slice(0, 400)]
    .map((name, at) => ({ name, word: at === 0 ? 'router' : `device-${at}` }))
    .filter(({ name }) => name.length > 3 && !/^(?:openwrt|lede|immortalwrt|localhost)$/i.test(name));

  const commentFor = (text: string): string => {
    if (text.startsWith('pushmedic:') || /^!fw[34]$/.test(text)) return text;
    const [, mark, rest = ''] = /^(!fw[34]: )(.*)$/.exec(text) ?? [];
    if (mark === undefined) return `comment-${commentNumber(text)}`;
    const name = byLength.find((one) => rest === one || rest.startsWith(`${one} `));
    return name === undefined ? text : mark + ruleFor(name) + rest.slice(name.length);
  };
  const named = (line: string): string =>
    words.reduce((so, { name, word }) => withoutName(so, name, word), line);
  const domains = (line: string): string =>
    line
      .split('/')
      .map((part) => (isDomain(part) && !publicName.test(part) ? `name-${domainNumber(part)}` : part))
      .join('/');

  const bySection: Record<string, (line: string) => string> = {
    system: (line) =>
      line
        .replace(/^hostname=.*$/, 'hostname=router')
        .replace(/"hostname": "(?:[^"\\]|\\.)*"/, '"hostname": "router"'),
    leases: (line) => leaseFor(line, deviceNumbers),
    uci: (line) =>
      line.replace(/^(firewall\.[^.=]+\.name=')(.*)(?='$)/, (all, before: string, name: string) =>
        ruleNames.includes(name) ? before + ruleFor(name) : all,
      ),
    config: (line) => (serverLine.test(line) ? domains(line) : line.replace(namedSection, '$1')),
  };

  return (section, line) => {
    if (technical.has(section)) return line;
    const own = bySection[section]?.(line) ?? line;
    if (section === 'system') return own;
    const quoted = own.replace(
      comment,
      (_all, before: string | undefined, text = '', bare = '', word = '') =>
        before === undefined ? bare + commentFor(word) : before + commentFor(text),
    );
    if (rules.has(section) || section === 'leases') return tokens(quoted);
    const unsaid = quoted.replace(said, '"$1":"*"').replace(searched, '"dns-search":[]');
    return tokens(named(unsaid.replace(account, 'account')));
  };
}

/** `expiry mac ip name client-id`; in DHCPv6 leases an IAID stands for the MAC, and is made of it. */
function leaseFor(line: string, numbers: ReadonlyMap<string, number>): string {
  const [all, expiry, id = '', address, name = ''] = /^(\d+) ([^ ]+) ([^ ]+) (.+) [^ ]+$/.exec(line) ?? [];
  if (all === undefined) return line.replace(/^duid .*$/, 'duid *');
  const told = name === '*' ? '*' : `device-${numbers.get(name) ?? 0}`;
  return `${expiry} ${id.includes(':') ? id : '0'} ${address} ${told} *`;
}

const isDomain = (part: string): boolean =>
  /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8}$/.test(part) && /[A-Za-z]/.test(part);

/** The line with `name` replaced where it stands as a word of its own. */
function withoutName(line: string, name: string, word: string): string {
  let out = '';
  let from = 0;
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, from)) {
    const end = at + name.length;
    const isWord = !/[\w-]/.test(line.charAt(at - 1)) && !/[\w-]/.test(line.charAt(end));
    out += line.slice(from, at) + (isWord ? word : name);
    from = end;
  }
  return out + line.slice(from);
}
