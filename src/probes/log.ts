import { phonePorts } from '../push/use.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

/** What is kept of one topic; the oldest lines go first. */
export const topicLines = 20;

/**
 * Topics, each with the facility and sender its lines must have, because a device's host name gets into other
 * programs' lines. Extended regular expressions of awk, matched in this order, and only where one of the words stands:
 * the log is long, and an expression costs ten times as much as a word.
 */
const topics: Readonly<Record<string, { words: readonly string[]; line: string }>> = {
  /** Rules and entries lost at one stroke. */
  rules: { words: ['firewall', 'mwan3'], line: ' user\\.[a-z]+ (firewall|mwan3[a-z-]*)(\\[[0-9]+\\])?: ' },
  table: { words: ['table full'], line: ' kern\\.[a-z]+ kernel: .*nf_conntrack: .*table full' },
  /** Packets of push connections that a logging rule refused: fw4 and fw3 log with a prefix, banIP with its own. */
  refused: {
    words: phonePorts.map((port) => `PT=${port} `),
    line: ` kern\\.[a-z]+ kernel: .*IN=.* [SD]PT=(${phonePorts.join('|')}) `,
  },
  /** The line outside going down and up: netifd's `interface.c` and `netifd_log_message`, pppd's own words. */
  wan: {
    words: ['netifd: ', 'pppd['],
    line: ' daemon\\.[a-z]+ (netifd: Interface [^ ]* (is now|has lost|has link)|pppd\\[[0-9]+\\]: )',
  },
  /** Stations thrown out by the access point: hostapd's `sta_info.c`, `wpa_auth.c`, `ieee802_11.c`. */
  wifi: {
    words: ['hostapd'],
    line: ' daemon\\.[a-z]+ hostapd(\\[[0-9]+\\])?: .*(excessive missing ACKs|group key handshake failed|deauthenticated due to inactivity)',
  },
  /** Stations that join: hostapd's `AP_STA_CONNECTED`. */
  roaming: {
    words: ['AP-STA-CONNECTED '],
    line: ' daemon\\.[a-z]+ hostapd(\\[[0-9]+\\])?: .*AP-STA-CONNECTED ',
  },
  /** odhcpd saying that it announces no way to the internet (`router.c`). */
  ipv6: { words: ['odhcpd['], line: ' daemon\\.[a-z]+ odhcpd\\[[0-9]+\\]: .*(default route|public prefix)' },
};

/** A function of awk: the number of a line's topic, from 1, or 0. */
export const topicFunction = `function topic(s) {
${Object.values(topics)
  .map(({ words, line }, at) => {
    const any = words.map((word) => `index(s,"${word}")`).join('||');
    return `if((${any})&&s~/${line.replaceAll('/', '\\/')}/)return ${at + 1}`;
  })
  .join('\n')}
return 0
}`;

/**
 * Lines of the system log that tell of lost entries, lost rules, refused packets and lost lines outside: the newest of
 * each topic, all together in their order (engine/files.awk).
 *
 *     Fri Nov 27 08:00:01 2026 user.notice firewall: Reloading firewall due to ifup of wan (wan)
 *     Fri Nov 27 08:00:01 2026 daemon.notice netifd: Interface 'wan' is now up
 */
export const log: Probe<'log'> = {
  id: 'log',
  script: `
command -v logread >/dev/null || return 3
[ $files_read ] || return 127
printf '%s' "$log_lines"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no logread here');
    return value({
      lines: linesOf(text)
        .slice(-topicLines * Object.keys(topics).length)
        .map((line) => line.slice(0, 400)),
    });
  },
};
