import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespacesOrSay } from '../support/namespaces.ts';
import { type Box, lend, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

const canMakeNetns = namespacesOrSay('a large table and large sets in a network namespace');

const [entries, pushes, elements] = [50_000, 20, 20_000];
const onePage = 65_536;
/** Filling the table takes longer than reading it. */
const patienceMs = 120_000;

/** Entries as `conntrack -R` reads them: one process for all. */
const connections = `awk 'BEGIN {
  for (i = 0; i < ${entries}; i++) {
    push = i % ${entries / pushes} == 7; net = push ? "17.57.144." i % 250 : "198.51." i % 100 "." i % 250; port = push ? 5223 : 443
    printf "-A -p %s -t 7000 %s -u SEEN_REPLY,ASSURED -s 192.168.%d.%d -d %s -r %s -q 203.0.113.2 --sport %d --dport %d --reply-port-src %d --reply-port-dst %d\\n",
      push ? "tcp" : "udp", push ? "--state ESTABLISHED" : "", 1 + i % 4, 2 + i % 250, net, net, 10000 + i, port, port, 10000 + i
  }
}' | conntrack -R - >/dev/null`;

/** A set of address blocks nobody's phone or server is in, one of ports, and one of servers that push connections do reach. */
const rules = `{ awk 'BEGIN {
  print "table inet fw4 {"
  print "set far { type ipv4_addr; flags interval; elements = { 17.57.144.0/22"
  for (i = 0; i < ${elements}; i++) printf ", 100.%d.%d.%d/29\\n", 64 + i / 8192, i / 32 % 256, i % 32 * 8
  print "}\\n}"
  print "set seen { type ipv4_addr . inet_service; elements = { 192.168.1.1 . 1"
  for (i = 0; i < ${elements}; i++) printf ", 10.1.%d.%d . 443\\n", i / 250, i % 250
  print "}\\n}"
  print "chain forward { type filter hook forward priority filter; policy accept;"
  print "ip daddr @far counter accept"
  print "ip saddr @far counter accept"
  print "ip saddr . tcp dport @seen counter accept"
  print "}\\n}"
}'; } | nft -f -`;

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

describe.runIf(canMakeNetns)('a router with 50,000 connections and sets of 20,000 elements', () => {
  it(
    'tells all that matters in one answer of less than 64 KiB',
    () => {
      lend(box, 'nft', 'conntrack');
      const seen = look(box, { inNetns: `${rules}\n${connections}` });
      expect(Buffer.byteLength(seen.text)).toBeLessThan(onePage);
      expect(mustRead(seen.table).count).toBeGreaterThanOrEqual(entries);
      const lines = mustRead(seen.conntrack).lines.filter((line) => line.includes(' dport=5223 '));
      expect(lines).toHaveLength(pushes);
      const sets = Object.fromEntries(mustRead(seen.nft).sets.map((set) => [set.name, set]));
      expect(sets.far?.elements).toEqual([{ prefix: { addr: '17.57.144.0', len: 22 } }]);
      expect(sets.far?.about).toEqual(expect.arrayContaining(['17.0.0.0/8', '17.57.144.7']));
      // Pairs of values cannot be left out by address: that they were not listed is told.
      expect(sets.seen).toBeUndefined();
      expect(seen.text).toContain('\t# not listed: inet fw4 seen\n');
    },
    patienceMs,
  );
});
