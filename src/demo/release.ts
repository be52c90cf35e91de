import type { KernelKind } from './entry.ts';

/** What differs between the two routers the demo can be. */
export interface Release {
  kernel: string;
  version: string;
  revision: string;
  nft: string;
}

export const releases: Record<KernelKind, Release> = {
  affected: {
    kernel: '5.10.134',
    version: '22.03.0-rc6',
    revision: 'r19590-042d558536',
    nft: '1.0.2',
  },
  fixed: {
    kernel: '6.6.73',
    version: '24.10.0',
    revision: 'r28427-6df0e3d02a',
    nft: '1.1.1',
  },
};
