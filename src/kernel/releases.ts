/** What a release of OpenWrt brings. Forks mix freely: only what a router shows decides. */
export interface Release {
  /** `21.02`, `22.03` … */
  release: string;
  /** Series its targets ship with. */
  kernels: readonly string[];
  firewall: 'fw3' | 'fw4';
  /** Whether idle offloaded connections are left {@link flowtablePickupS} only; `null`: depends on the build. */
  fixedPickup: boolean | null;
}

/** https://openwrt.org/releases and the kernel versions in its source, `include/kernel-version.mk`. */
export const openwrtReleases: readonly Release[] = [
  { release: '18.06', kernels: ['4.9', '4.14'], firewall: 'fw3', fixedPickup: null },
  { release: '19.07', kernels: ['4.14'], firewall: 'fw3', fixedPickup: true },
  { release: '21.02', kernels: ['5.4'], firewall: 'fw3', fixedPickup: true },
  { release: '22.03', kernels: ['5.10'], firewall: 'fw4', fixedPickup: null },
  { release: '23.05', kernels: ['5.15'], firewall: 'fw4', fixedPickup: false },
  { release: '24.10', kernels: ['6.6'], firewall: 'fw4', fixedPickup: false },
  { release: '25.12', kernels: ['6.12'], firewall: 'fw4', fixedPickup: false },
];

/** The release that `text` (`22.03.0-rc6`, `24.10-SNAPSHOT`) belongs to; `null` when it is none of OpenWrt's. */
export function releaseOf(text: string): Release | null {
  const [, wanted] = /^(\d{2}\.\d{2})(?:[.-]|$)/.exec(text) ?? [];
  return openwrtReleases.find(({ release }) => release === wanted) ?? null;
}
