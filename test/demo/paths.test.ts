import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intoRoot, linesIntoRoot, outOfRoot, readsScript } from '../../src/demo/paths.ts';
import { commandLine } from '../../src/ssh/command-line.ts';

const root = '/tmp/pushmedic-demo-aB3';

describe('paths of a script', () => {
  test.each([
    ['cat /proc/net/nf_conntrack', `cat ${root}/proc/net/nf_conntrack`],
    ['for f in /proc/sys/net/*; do', `for f in ${root}/proc/sys/net/*; do`],
    ['d=/tmp/pushmedic/x; cat "$d/y"', `d=${root}/tmp/pushmedic/x; cat "$d/y"`],
    ["grep -q x '/etc/config/firewall'", `grep -q x '${root}/etc/config/firewall'`],
    ['>/tmp/x 2>/tmp/y', `>${root}/tmp/x 2>${root}/tmp/y`],
    ['[ -x /sbin/fw4 ] && cd /etc', `[ -x ${root}/sbin/fw4 ] && cd ${root}/etc`],
    ['sed "s#/etc/nftables.d/#x#"', `sed "s#${root}/etc/nftables.d/#x#"`],
    ['/usr/sbin/nft -v; ls /var/run', `${root}/usr/sbin/nft -v; ls ${root}/var/run`],
  ])('%s', (script, rewritten) => expect(intoRoot(script, root)).toBe(rewritten));

  test.each([
    'echo >/dev/null 2>&1 </dev/stdin',
    '#!/bin/sh',
    '[ -d /proc/$pid ] && cat /proc/1/stat /proc/self/status',
    "sed 's/inet fw4/inet fw4chk/'",
    `echo $root/etc/x $\{root}/tmp a/etc/b ./tmp/x`,
    'echo "LAN IPv4/IPv6" 17.0.0.0/8 /etcetera /tmp.old',
  ])('left alone: %s', (script) => expect(intoRoot(script, root)).toBe(script));

  test('in pieces as in one', () => {
    const script = fc
      .array(fc.constantFrom('/etc/x', ' ', '\n', 'a', '/proc/net', '$d/tmp', "'"))
      .map((p) => p.join(''));
    fc.assert(
      fc.property(script, fc.array(fc.nat(40)), (text, cuts) => {
        const lines = linesIntoRoot(root);
        const parts = pieces(Buffer.from(text), cuts).map((piece) => lines.push(piece));
        expect([...parts, lines.end()].join('')).toBe(intoRoot(text, root));
      }),
    );
  });

  test("knows the product's own way of sending a long script", () => {
    expect(readsScript(commandLine('x'.repeat(20_000)).command)).toBe(true);
    expect(readsScript(commandLine('cat /etc/x').command)).toBe(false);
  });
});

function pieces(text: Buffer, cuts: number[]): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const length of [...cuts, text.length]) {
    parts.push(text.subarray(at, at + length));
    at += length;
  }
  return parts;
}

describe('output', () => {
  test('the root is taken out, wherever the stream is cut; all other bytes pass', () => {
    const bytes = fc.uint8Array({ maxLength: 6 }).map((b) => Buffer.from(b));
    const part = fc.oneof(
      bytes,
      fc.constantFrom(root, `${root}/etc`, '/tmp', '/tmp/push', root.slice(0, -1)).map(Buffer.from),
    );
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.nat(30)), (parts, cuts) => {
        const text = Buffer.concat(parts);
        const filter = outOfRoot(root);
        const passed = pieces(text, cuts).map((piece) => filter.push(piece));
        const seen = Buffer.concat([...passed, filter.end()]).toString('latin1');
        expect(seen).toBe(text.toString('latin1').replaceAll(root, ''));
      }),
    );
  });
});
