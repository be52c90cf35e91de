import { z } from 'zod';

/** A host key as first seen and confirmed by a person. */
export const hostKeySchema = z.object({
  /** SSH name of the key type, e.g. `ssh-ed25519`. */
  type: z.string(),
  /** Fingerprint as OpenSSH prints it: `SHA256:` and unpadded base64. */
  sha256: z.string(),
});
export type HostKey = z.infer<typeof hostKeySchema>;

/** Where a router answers. `host` is a name or an address without brackets. */
export const targetSchema = z.object({ host: z.string(), port: z.number(), user: z.string() });
export type Target = z.infer<typeof targetSchema>;

/** Names go into menus, buttons and command lines: letters, digits and `-`, `_` of any script. */
export const routerName = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

/** A registered router. Holds no secret. */
export const routerSchema = targetSchema.extend({
  id: z.string(),
  name: z.string(),
  /** Canonical id of the person who registered it. */
  owner: z.string(),
  /** Pinned key; `null` until a person pressed **Trust this key**. */
  hostKey: hostKeySchema.nullable(),
  /** Epoch milliseconds. */
  addedAt: z.number(),
  lastSeenAt: z.number().nullable(),
});
export type Router = z.infer<typeof routerSchema>;

/** A device seen on a router; its name is hostile. */
export const deviceSchema = z.object({
  name: z.string().nullable(),
  ip: z.string(),
  mac: z.string().nullable(),
});
export type Device = z.infer<typeof deviceSchema>;
