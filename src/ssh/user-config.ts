import SSHConfig from 'ssh-config';

/** What a person's ssh_config(5) says of a host; `null` or empty: nothing. */
export interface HostSettings {
  hostName: string | null;
  user: string | null;
  port: number | null;
  /** As written, before `~` and tokens are replaced. */
  identityFiles: string[];
  /** Machines to go through, the nearest first: `[user@]host[:port]` each. */
  proxyJump: string[];
  knownHostsFiles: string[];
  /** `accept-new`, `no`, `off`, `yes`, `ask` … */
  strictHostKeyChecking: string | null;
  identityAgent: string | null;
}

/**
 * The settings of `host`. A file that cannot be understood says nothing. `Match exec` runs nothing here.
 * @param text the file, those it includes put in their places
 */
export function settingsFor(text: string, host: string, user: string | null): HostSettings {
  const found = compute(text, host, user);
  const list = (name: string): string[] => [found[name] ?? []].flat().filter((word) => word !== '');
  const one = (name: string): string | null => list(name)[0] ?? null;
  const port = Number(one('port') ?? '');
  const jump = one('proxyjump') ?? 'none';
  return {
    hostName: one('hostname'),
    user: one('user'),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
    identityFiles: list('identityfile'),
    proxyJump: jump === 'none' ? [] : jump.split(',').map((hop) => hop.trim()),
    knownHostsFiles: list('userknownhostsfile').flatMap((files) => files.split(/\s+/)),
    strictHostKeyChecking: one('stricthostkeychecking'),
    identityAgent: one('identityagent'),
  };
}

function compute(text: string, host: string, user: string | null): Record<string, string | string[]> {
  try {
    const query = user === null ? { Host: host } : { Host: host, User: user };
    return SSHConfig.parse(text).compute(query, { ignoreCase: true, matchExec: false });
  } catch {
    return {};
  }
}
