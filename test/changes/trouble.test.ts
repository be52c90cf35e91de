import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { dump, lineTo, optionsFor, planFor, revert, settled } from './router.ts';
import { makeWorld, type World, type WorldOptions } from './world.ts';

const here = namespacesOrSay('an apply in trouble on a real router');

let world: World;
afterEach(() => world?.close());
const make = async (kind: FirewallKind, options?: WorldOptions) => {
  world = await makeWorld(kind, options);
  return optionsFor(lineTo(world));
};

describe.runIf(here)('a router where /etc', () => {
  it.each(['fw4', 'fw3'] as const)('%s: cannot be written: nothing is begun', async (kind) => {
    const options = await make(kind);
    const plan = await planFor(world);
    await world.out('mount -o remount,ro /etc');
    const before = await dump(world);
    const applied = await applyPlan({ ...options, plan });
    expect(applied).toMatchObject({ kind: 'refused', hint: 'not-writable', failure: { untouched: true } });
    expect(await dump(world)).toBe(before);
  });

  it.each(['fw4', 'fw3'] as const)('%s: is full: nothing is begun', async (kind) => {
    const options = await make(kind, { etcBytes: 65_536 });
    const plan = await planFor(world);
    await world.run('cat /dev/zero >/etc/filler');
    const before = await dump(world);
    const applied = await applyPlan({ ...options, plan });
    expect(applied).toMatchObject({ kind: 'refused', hint: 'not-writable', failure: { untouched: true } });
    await settled(world, 1);
    expect(await dump(world)).toBe(before);
  });

  it.each(['fw4', 'nftables'] as const)('%s: and /tmp is full: nothing is begun', async (kind) => {
    const options = await make(kind);
    const plan = await planFor(world);
    await world.run('mount -o remount,size=64k /tmp; cat /dev/zero >/tmp/filler');
    const before = await dump(world);
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'refused' });
    expect(await dump(world)).toBe(before);
  });
});

describe.runIf(here)('what others do', () => {
  it('rules changed since the plan: refused', async () => {
    const options = await make('fw4');
    const plan = await planFor(world);
    await world.out('nft add rule inet fw4 forward tcp dport 25 drop');
    const before = await dump(world);
    expect(await applyPlan({ ...options, plan })).toMatchObject({
      kind: 'refused',
      failure: { cause: 'plan-stale' },
    });
    expect(await dump(world)).toBe(before);
  });

  it('counters, handles and a reload do not make a plan stale', async () => {
    const options = await make('fw4');
    const plan = await planFor(world);
    await world.out(
      'fw4 reload; nft add rule inet fw4 forward drop; nft delete rule inet fw4 forward handle $(nft -a list chain inet fw4 forward | sed -n "s/.*drop # handle //p" | tail -n 1)',
    );
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied' });
  });

  it('fw3: changes somebody has not committed are neither committed nor lost', async () => {
    const options = await make('fw3');
    const plan = await planFor(world);
    await world.out('mkdir /tmp/.uci; echo "firewall.lan.input=\'DROP\'" >/tmp/.uci/firewall');
    const before = await dump(world);
    const applied = await applyPlan({ ...options, plan });
    expect(applied).toMatchObject({ kind: 'refused', hint: 'uci-pending', failure: { untouched: true } });
    expect(JSON.stringify(applied)).toContain("firewall.lan.input='DROP'");
    expect(await dump(world)).toBe(before);

    await world.out('mv /tmp/.uci /tmp/kept');
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied' });
    await world.out('mv /tmp/kept /tmp/.uci');
    expect(await revert(options, plan)).toMatchObject({ kind: 'failed', hint: 'uci-pending' });
    await world.out('rm -r /tmp/.uci');
    expect(await revert(options, plan)).toMatchObject({ kind: 'reverted' });
  });

  it('fw4: live rules of other hands survive the reload, in their places', async () => {
    const options = await make('fw4');
    await world.out(`nft insert rule inet fw4 forward 'tcp dport 5223 ct state established,related accept comment "by hand"'
nft insert rule inet fw4 forward 'tcp sport 5223 ct state established,related accept'
nft add rule inet fw4 handle_reject counter comment '"an owner"'
nft add table inet mine`);
    const before = await dump(world);
    const plan = await planFor(world);
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied' });
    expect(await dump(world)).toContain('by hand');
    expect(await revert(options, plan)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it.each(['fw3', 'iptables'] as const)('%s: hand-made copies of the two rules stay', async (kind) => {
    const options = await make(kind);
    await world.out(`iptables -I FORWARD -p tcp --sport 5223 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -I FORWARD -p tcp --dport 5223 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -p tcp --dport 5223 -m comment --comment 'say "pushmedic:apns:v1"
-A FORWARD -j ACCEPT
and the end' -j DROP`);
    const before = await dump(world);
    const plan = await planFor(world);
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied' });
    expect(await revert(options)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it('fw3: the file of the settings keeps every byte, even when somebody edits it in between', async () => {
    const options = await make('fw3');
    const plan = await planFor(world);
    await applyPlan({ ...options, plan });
    await world.out(`cat >>/etc/config/firewall <<'MORE'

# later
config rule
	option name 'later'
MORE`);
    const edited = await world.out('cat /etc/config/firewall');
    expect(await revert(options)).toMatchObject({ kind: 'reverted' });
    const section = /\nconfig include 'pushmedic'\n(\toption .*\n)+/;
    expect(edited).toMatch(section);
    expect(await world.out('cat /etc/config/firewall')).toBe(edited.replace(section, ''));
  });

  it('fw3: a reload that runs the include leaves one copy of each rule, on top', async () => {
    const options = await make('fw3');
    const plan = await planFor(world);
    await applyPlan({ ...options, plan });
    const once = await world.out('iptables -S; ip6tables -S');
    await world.out(
      'iptables -I FORWARD -p udp -j ACCEPT; ( . /etc/pushmedic.fw3.sh ); ( . /etc/pushmedic.fw3.sh )',
    );
    await world.out('iptables -D FORWARD -p udp -j ACCEPT');
    expect(await world.out('iptables -S; ip6tables -S')).toBe(once);
  });

  it('fw4: rules lost in a reload without the file are put back by applying again', async () => {
    const options = await make('fw4');
    const before = await dump(world);
    const plan = await planFor(world);
    await applyPlan({ ...options, plan });
    const cured = await dump(world);
    await world.out('rm /etc/nftables.d/05-pushmedic.nft; fw4 reload');
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied', already: false });
    expect(await dump(world)).toBe(cured);
    await world.out("echo '# an older version' >/etc/nftables.d/05-pushmedic.nft");
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied', already: false });
    expect(await dump(world)).toBe(cured);
    await revert(options);
    expect(await dump(world)).toBe(before);
  });

  it('fw4: a router whose own rules would not load at its next start is told so, and nothing is changed', async () => {
    const options = await make('fw4');
    await world.out("echo 'nonsense here' >/etc/nftables.d/99-broken.nft");
    const plan = await planFor(world);
    const before = await dump(world);
    const applied = await applyPlan({ ...options, plan });
    expect(applied).toMatchObject({
      kind: 'refused',
      hint: 'would-not-boot',
      failure: { untouched: true, said: expect.stringContaining('99-broken.nft') },
    });
    expect(await dump(world)).toBe(before);
  });

  it('a cancelled apply is put back', async () => {
    const options = await make('nftables');
    const before = await dump(world);
    const plan = await planFor(world);
    const cancel = new AbortController();
    const applied = await applyPlan({
      ...options,
      plan,
      signal: cancel.signal,
      onProgress: (stage) => {
        if (stage === 'verify') cancel.abort();
      },
      take: async (session, given) => {
        given?.signal?.throwIfAborted();
        return options.take(session, given);
      },
    });
    expect(applied.kind).toBe('undone');
    await settled(world, 1);
    expect(await dump(world)).toBe(before);
  });
});
