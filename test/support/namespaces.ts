import { spawnSync } from 'node:child_process';

/** Why network and mount namespaces cannot be had here; `null` when they can. */
function whyNoNamespaces(): string | null {
  const tools = [
    'unshare',
    'nsenter',
    'busybox',
    'nft',
    'iptables-legacy',
    'iptables-nft',
    'conntrack',
    'dnsmasq',
  ];
  const missing = tools.filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) return `missing: ${missing.join(', ')}`;
  const tried = spawnSync('unshare', [
    '-n',
    '-m',
    'sh',
    '-c',
    'mount -t tmpfs none /mnt && nft add table inet t && iptables-legacy -S >/dev/null && iptables-nft -S >/dev/null',
  ]);
  return tried.status === 0 ? null : `unshare -n -m: ${tried.stderr.toString().trim()}`;
}

/** True where the real-router tests run. Elsewhere it says so loudly, and is an error under CI=true. */
export function namespacesOrSay(what: string): boolean {
  const why = whyNoNamespaces();
  if (why === null) return true;
  const said = `LEFT OUT: ${what} needs network namespaces (root): ${why}`;
  if (process.env.CI === 'true') throw new Error(said);
  console.warn(said);
  return false;
}
