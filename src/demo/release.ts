import type { KernelKind } from './entry.ts';

/** What differs between the two routers the demo can be. */
export interface Release {
  kernel: string;
  version: string;
  revision: string;
  nft: string;
  /** fw4 counts in the flowtable since 2023-03-23. */
  flowtableCounter: boolean;
  /** fw4's own accept of established traffic, with its comment; a vmap since 2023-11. */
  established(where: 'inbound' | 'forwarded' | 'outbound'): string;
}

export const releases: Record<KernelKind, Release> = {
  affected: {
    kernel: '5.10.134',
    version: '22.03.0-rc6',
    revision: 'r19590-042d558536',
    nft: '1.0.2',
    flowtableCounter: false,
    established: (where) =>
      `ct state established,related accept comment "!fw4: Allow ${where} established and related flows"`,
  },
  fixed: {
    kernel: '6.6.73',
    version: '24.10.0',
    revision: 'r28427-6df0e3d02a',
    nft: '1.1.1',
    flowtableCounter: true,
    established: (where) =>
      `ct state vmap { established : accept, related : accept } comment "!fw4: Handle ${where} flows"`,
  },
};

/** Devices fw4 puts into the flowtable. */
export const flowtableDevices = ['lan1', 'lan2', 'wan'];
