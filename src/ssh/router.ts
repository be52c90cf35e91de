/** A host key as first seen and confirmed by a person. */
export interface HostKey {
  /** SSH name of the key type, e.g. `ssh-ed25519`. */
  type: string;
  /** Fingerprint as OpenSSH prints it: `SHA256:` and unpadded base64. */
  sha256: string;
}

/** Where a router answers. `host` is a name or an address without brackets. */
export interface Target {
  host: string;
  port: number;
  user: string;
}

/** A registered router. Holds no secret. */
export interface Router extends Target {
  id: string;
  name: string;
  /** Canonical id of the person who registered it. */
  owner: string;
  /** Pinned key; `null` until a person pressed **Trust this key**. */
  hostKey: HostKey | null;
  /** Epoch milliseconds. */
  addedAt: number;
  lastSeenAt: number | null;
}
