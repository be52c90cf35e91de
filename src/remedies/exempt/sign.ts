/** The version of what is written; 1 was signed `pushmedic:apns:v1`. */
export const version = 2;

/**
 * The comment of each of our rules. Never starts with `!fw`: fw3 deletes rules whose comment starts with `!fw3` at each
 * reload, and `!fw4` looks like the firewall's own.
 */
export const sign = `pushmedic:exempt:v${version}`;

/** The comment of a rule of any version of ours. */
export const isSigned = (comment: string | null): boolean =>
  comment !== null && /^pushmedic:(apns|exempt):v\d{1,3}$/.test(comment);

/** The same for grep, sed and awk: basic regular expressions, one for each name we have had. */
export const signPatterns = ['pushmedic:apns:v[0-9]*', 'pushmedic:exempt:v[0-9]*'] as const;

/** Read by fw4 inside its own table, before its own `chain forward`. 05: before anything a person put there. */
export const fw4File = '/etc/nftables.d/05-pushmedic.nft';

/** Run by fw3 at start, restart and reload; named by the UCI section `firewall.pushmedic`. */
export const fw3File = '/etc/pushmedic.fw3.sh';

/** UCI section in /etc/config/firewall. */
export const uciSection = 'pushmedic';
