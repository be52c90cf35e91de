/*
 * Seconds that Linux gives a TCP connection it tracks, where no setting says otherwise. Read in the kernel's source
 * (net/netfilter) and seen on 5.10, 6.1, 6.12 and 7.2.
 */

/** Idle time in the flowtable: `NF_FLOW_TIMEOUT`, since v5.14 the default of {@link sysctlNames.flowtable}. */
export const flowtableIdleS = 30;

/**
 * What an idle connection is left when it leaves the flowtable, whatever its state, on kernels without the repair of
 * v5.14 (4592ee7f525c): `NF_FLOWTABLE_TCP_PICKUP_TIMEOUT`. OpenWrt carries the repair in its 5.10, too (PR 10422).
 */
export const flowtablePickupS = 120;

/** Picked up in mid-stream and not answered yet, or retransmitted too often: `TCP_UNACK`, `TCP_RETRANS`. */
export const unacknowledgedS = 300;

/** An established connection: what the kernel sets by itself, and what OpenWrt's /etc/sysctl.d sets. */
export const establishedS = { kernel: 432_000, openwrt: 7440 } as const;
