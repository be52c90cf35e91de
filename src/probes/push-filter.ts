/**
 * How push connections are picked out of the table on the router, in two steps: fixed strings first, which busybox
 * greps some ten times as fast as an expression, then the expression on what is left. One place, so that a look and a
 * watch cannot differ.
 */

/** Ports of push services alone, as they stand after `dport=`. */
const pushPorts = '(5223|5228|5229|5230)';

/** Fixed strings; with the blanks and the padding of /proc, and without the tool's. */
const portStrings = [' dport=522', ' dport=5230 '];

/** Apple's prefixes, towards which 443 is perhaps push. */
const appleStrings = [
  ' dst=17.',
  ':0149:0a44:',
  ':149:a44:',
  ':0300:0a',
  ':300:a',
  ':b740:0a42:',
  ':b740:a42:',
];
const apple = '17\\.|2620:0?149:0?a44:|2403:0?300:0?a(42|51):|2a01:b740:0?a42:';

/** The first tuple, which is what the device dialled. */
const head = '^(ipv[46] +[0-9]+ +)?tcp [^=]*src=[^ ]+ dst=';

const arguments_ = (texts: readonly string[]) => texts.map((text) => `-e '${text}'`).join(' ');

/** Connections of push services, and those to Apple's 443, which only a person can tell from others. */
export const pushAndPerhaps = {
  /** Arguments of `grep -F`. */
  rough: arguments_([...portStrings, ...appleStrings]),
  /** Extended regular expression. */
  exact: `${head}([^ ]+ sport=[0-9]+ dport=${pushPorts} |(${apple})[^ ]* sport=[0-9]+ dport=443 )`,
};

/** Connections to ports that are only push. */
export const pushOnly = {
  rough: arguments_(portStrings),
  exact: `${head}[^ ]+ sport=[0-9]+ dport=${pushPorts} `,
};
