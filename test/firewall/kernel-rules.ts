import fc from 'fast-check';

/** A rule as text in which `FLOW` stands where flows are put into the flowtable. */
export interface Model {
  chains: { name: string; rules: string[] }[];
}

const chains = ['forward', 'a', 'b', 'c'];

const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all);
const port = pick(
  '443',
  '5223',
  '5228',
  '5220-5230',
  '1-1023',
  '{ 443, 5223 }',
  '{ 5228-5230 }',
  '@push',
  '49152-65535',
  '32768-65535',
);
const not = pick('', '', '!= ');
const name = pick('"lan0"', '"wan0"', '"other"', '"lan*"', '{ "lan0", "x" }');
const v4 = pick(
  '192.168.1.20',
  '192.168.1.0/24',
  '17.0.0.0/8',
  '17.57.144.0-17.57.144.99',
  '{ 10.0.0.1, 17.57.144.10 }',
  '@nets4',
  '10.0.0.0/8',
);
const v6 = pick('fd00:1::20', '2620:149:a44::/48', '{ fd00:1::/64, fd00:9::1 }', '2001:db8::/32', '@nets6');
const states = pick(
  'established',
  'new',
  'established,related',
  'invalid',
  '{ established, related }',
  'related',
);
const end = pick('saddr', 'daddr');

const condition = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick('tcp dport', 'tcp sport', 'th dport', 'th sport', 'udp dport'), not, port)
      .map((a) => `${a[0]} ${a[1]}${a[2]}`),
  },
  { weight: 2, arbitrary: fc.tuple(pick('iifname', 'oifname'), not, name).map((a) => a.join(' ')) },
  { weight: 2, arbitrary: fc.tuple(end, not, v4).map(([e, n, v]) => `ip ${e} ${n}${v}`) },
  { weight: 2, arbitrary: fc.tuple(end, not, v6).map(([e, n, v]) => `ip6 ${e} ${n}${v}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(not, states)
      .map(([n, s]) => `ct state ${n}${n !== '' && s.includes(',') && !s.includes('{') ? 'established' : s}`),
  },
  pick(
    'meta nfproto ipv4',
    'meta nfproto != ipv4',
    'meta protocol ip6',
    'meta l4proto tcp',
    'meta l4proto { tcp, udp }',
    'meta l4proto 1-17',
    'meta l4proto != tcp',
    'ip protocol tcp',
    'ip6 nexthdr { tcp, udp }',
    'ct direction original',
    'ct direction reply',
    'ct original proto-dst 5223',
    'ct original proto-dst != { 443, 5228 }',
    'ct reply proto-src 5223',
    'ct status assured',
    'ct status snat',
    'ct protocol tcp',
    'tcp flags syn',
    'tcp flags & (fin | syn | rst) == 0x0',
    'tcp flags ! fin,rst',
    'tcp flags & (syn | ack) == syn | ack',
    'ct state ! invalid,new',
    'ct state != established,related',
    'ct status ! assured',
    'meta pkttype host',
    'fib daddr type local',
    'meta mark 0x5',
    'meta mark & 0xf == 0x5',
    'ct mark != 0x7',
    'ct mark & 0x3 == 0x1',
    'meta l4proto . th dport { tcp . 5223 }',
    'iifname . tcp dport { "lan0" . 5223, "wan0" . 443 }',
    'ip saddr . tcp dport { 192.168.1.20 . 5223, 192.168.1.0/24 . 443 }',
    'ct helper "ftp"',
  ),
);

/** Statements that go on, or that can end a rule without a verdict. */
const aside = pick(
  'counter',
  'meta mark set 0x5',
  'ct mark set 0x7',
  'meta mark set meta mark & 0xf0 | 0x5',
  'ct mark set meta mark',
  'meta mark set ct mark',
  'ct mark set ct mark | 0x1',
  'add @seen4 { ip saddr }',
  'update @seen6 { ip6 saddr timeout 1h }',
  'meta mark set ip saddr map { 192.168.1.20 : 0x5 }',
  'meta mark set tcp dport map { 5223 : 0x5, 443 : 0x6 }',
  'ct mark set tcp dport map { 5223 : 0x7, 443 : 0x1 }',
);

const verdict = (chain: number) => {
  const later = chains.slice(chain + 1);
  const jumps = later.flatMap((target) => [`jump ${target}`, `goto ${target}`]);
  const maps = later.flatMap((target) => [
    `iifname vmap { "lan0" : jump ${target}, "wan0" : return }`,
    `ct state vmap { established : goto ${target}, new : accept }`,
    `tcp dport vmap { 5223 : jump ${target}, 443 : accept, * : continue }`.replace(', * : continue', ''),
    `meta nfproto . tcp sport vmap { ipv4 . 5223 : jump ${target}, ipv6 . 443 : return }`,
    `iifname vmap @zones_${target}`,
    `ct state established jump {\n tcp dport 5223 return\n ct direction original jump ${target}\n }`,
  ]);
  return fc.oneof(
    { weight: 4, arbitrary: pick('FLOW', 'FLOW', 'FLOW accept') },
    { weight: 3, arbitrary: pick('accept', 'return', 'continue', 'counter') },
    { weight: 4, arbitrary: jumps.length > 0 ? pick(...jumps, ...maps) : pick('return') },
  );
};

const rule = (chain: number) =>
  fc
    .tuple(fc.array(condition, { maxLength: 3 }), fc.option(aside, { freq: 1, nil: '' }), verdict(chain))
    .map((parts) => parts.flat().filter(Boolean).join(' '))
    .filter((text) => !clashes(text));

/** What nft itself refuses: two protocols in one rule. */
const clashes = (text: string): boolean =>
  (/\bip (saddr|daddr|protocol|map)/.test(text) && /\bip6 /.test(text)) ||
  (/\budp /.test(text) && /\btcp (dport|sport|flags)/.test(text));

export const model: fc.Arbitrary<Model> = fc
  .tuple(...chains.map((_, n) => fc.array(rule(n), { minLength: n === 0 ? 2 : 0, maxLength: 5 })))
  .map((rules) => ({ chains: chains.map((one, n) => ({ name: one, rules: rules[n] ?? [] })) }));

/** The whole ruleset; `flow`: what stands for `FLOW`. */
export function rulesetOf({ chains: made }: Model, flow: string): string {
  const zones = chains
    .slice(1)
    .map(
      (target) =>
        `map zones_${target} {\n type ifname : verdict\n elements = { "lan0" : jump ${target}, "x" : drop }\n }`,
    );
  const blocks = [...made].reverse().map(({ name: chain, rules }) => {
    const head = chain === 'forward' ? 'type filter hook forward priority 0; policy accept;\n' : '';
    return `chain ${chain} {\n${head}${rules.map((text) => text.replaceAll('FLOW', flow)).join('\n')}\n}`;
  });
  return `table inet t {
counter taken {
}
set push {
 type inet_service
 flags interval
 elements = { 5223, 5228-5230 }
}
set nets4 {
 type ipv4_addr
 flags interval
 elements = { 17.0.0.0/8, 10.1.0.0/16 }
}
set nets6 {
 type ipv6_addr
 elements = { fd00:1::20, 2001:db8::1 }
}
set seen4 {
 type ipv4_addr
 flags dynamic
}
set seen6 {
 type ipv6_addr
 flags dynamic,timeout
}
${blocks.slice(0, -1).join('\n')}
${zones.join('\n')}
${blocks.at(-1)}
}
`;
}
