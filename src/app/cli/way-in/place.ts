import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Failed } from '../../../model/failure.ts';
import type { Target } from '../../../model/router.ts';
import { parseTarget } from '../../../ssh/address.ts';
import { type Identity, loadIdentity } from '../../../ssh/identity.ts';
import type { Login } from '../../../ssh/login.ts';
import { type HostSettings, settingsFor } from '../../../ssh/user-config.ts';
import type { Config } from '../../config.ts';
import { expand, inSsh } from './user-files.ts';

/** A machine as a person named it, and what this person's files say of it. */
export interface Place {
  target: Target;
  login: Login;
  settings: HostSettings;
  knownHostsFiles: string[];
  /** Key files that could not be used, e.g. because a passphrase locks them. */
  unusable: string[];
}

const usualKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
const usualKnownHosts = ['~/.ssh/known_hosts', '~/.ssh/known_hosts2', '/etc/ssh/ssh_known_hosts'];

/** Reads `[USER@]HOST[:PORT]`, with what was left out as `null`. */
function typed(address: string): { user: string | null; host: string; port: number | null } {
  const hasUser = address.includes('@');
  const { user, host, port } = parseTarget(hasUser ? address : address.replace(/^(ssh:\/\/)?/, '$1root@'));
  const hasPort = /(?:^|[^:])[^:\]]*\]?:\d+$/.test(address) && address.endsWith(`:${port}`);
  return { user: hasUser ? user : null, host, port: hasPort ? port : null };
}

interface Known {
  config: Config;
  /** The text of ssh_config. */
  sshConfig: string;
  /** A private key that was named: then no other is tried. */
  identity: string | undefined;
  /** Whose login it is where nothing says. */
  otherwise: 'root' | 'self';
}

/**
 * Where an address leads and what to log in with there.
 * @throws Failed `address-invalid`; `key-file` for the key that was named
 */
export async function placeOf(address: string, known: Known): Promise<Place> {
  const { user, host, port } = typed(address);
  const settings = settingsFor(known.sshConfig, host, user);
  const fallback = known.otherwise === 'root' ? 'root' : userInfo().username;
  const login = user ?? settings.user ?? fallback;
  const target = {
    user: login,
    host: expand(settings.hostName ?? host, { h: host }).toLowerCase(),
    port: port ?? settings.port ?? 22,
  };
  const files = settings.knownHostsFiles.length > 0 ? settings.knownHostsFiles : usualKnownHosts;
  const place = { target, settings, knownHostsFiles: files.map((file) => expand(file)) };
  if (known.identity !== undefined) {
    const keys = [await loadIdentity(known.identity)];
    return { ...place, login: { keys, agent: null, password: null }, unusable: [] };
  }
  const tokens = { h: target.host, n: host, r: login, u: userInfo().username, p: String(target.port) };
  const paths = [
    known.config.keyFile ?? join(known.config.dataDir, 'id_ed25519'),
    ...settings.identityFiles.map((file) => expand(file, tokens)),
    ...usualKeys.map(inSsh),
  ];
  const { keys, unusable } = await keysIn(paths);
  const agent = settings.identityAgent === null ? known.config.agent : agentOf(settings.identityAgent, known);
  return { ...place, login: { keys, agent, none: true, password: null }, unusable };
}

const agentOf = (named: string, { config }: Known): string | null => {
  if (named === 'none') return null;
  return named === 'SSH_AUTH_SOCK' ? config.agent : expand(named);
};

/** The keys that are there and can be used, each once: a router lets few be tried. */
async function keysIn(paths: readonly string[]): Promise<{ keys: Identity[]; unusable: string[] }> {
  const keys = new Map<string, Identity>();
  const unusable: string[] = [];
  for (const path of paths) {
    try {
      const identity = await loadIdentity(path);
      if (!keys.has(identity.sha256)) keys.set(identity.sha256, identity);
    } catch (error) {
      const isMissing =
        error instanceof Failed && error.failure.cause === 'key-file' && error.failure.detail === 'missing';
      if (!isMissing) unusable.push(path);
    }
  }
  return { keys: [...keys.values()], unusable };
}
