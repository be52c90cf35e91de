/** Any version of ours. */
export const isOurs = (comment: string | null): boolean => comment?.startsWith('pushmedic:') ?? false;

/** Read by fw4 inside its own table, before its own `chain forward`. 05: before anything a person put there. */
export const fw4File = '/etc/nftables.d/05-pushmedic.nft';

/** Run by fw3 at start, restart and reload; named by the UCI section `firewall.pushmedic`. */
export const fw3File = '/etc/pushmedic.fw3.sh';

/** UCI section in /etc/config/firewall. */
export const uciSection = 'pushmedic';
