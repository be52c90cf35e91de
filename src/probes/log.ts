import { phonePorts } from '../push/use.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

/** What is kept of one topic; the oldest lines go first. */
const mostOfTopic = 20;

/**
 * Topics, each with the facility and sender its lines must have, because a device's host name gets into other
 * programs' lines. Extended regular expressions of awk, matched in this order.
 */
const topics = {
  /** Rules and entries lost at one stroke. */
  rules: ' user\\.[a-z]+ (firewall|mwan3[a-z-]*)(\\[[0-9]+\\])?: ',
  table: ' kern\\.[a-z]+ kernel: .*nf_conntrack: .*table full',
  /** Packets of push connections that a logging rule refused: fw4 and fw3 log with a prefix, banIP with its own. */
  refused: ` kern\\.[a-z]+ kernel: .*IN=.* [SD]PT=(${phonePorts.join('|')}) `,
  /** The line outside going down and up: netifd's `interface.c` and `netifd_log_message`, pppd's own words. */
  wan: ' daemon\\.[a-z]+ (netifd: Interface [^ ]* (is now|has lost|has link)|pppd\\[[0-9]+\\]: )',
  /** Stations thrown out by the access point: hostapd's `sta_info.c`, `wpa_auth.c`, `ieee802_11.c`. */
  wifi: ' daemon\\.[a-z]+ hostapd(\\[[0-9]+\\])?: .*(excessive missing ACKs|group key handshake failed|deauthenticated due to inactivity)',
  /** Stations that join: hostapd's `AP_STA_CONNECTED`. */
  roaming: ' daemon\\.[a-z]+ hostapd(\\[[0-9]+\\])?: .*AP-STA-CONNECTED ',
  /** odhcpd saying that it announces no way to the internet (`router.c`). */
  ipv6: ' daemon\\.[a-z]+ odhcpd\\[[0-9]+\\]: .*(default route|public prefix)',
} as const;

/** One rule of awk a topic: a line goes into its ring, and the one it pushes out is forgotten. */
const ring = Object.values(topics)
  .map((pattern, at) => `/${pattern.replaceAll('/', '\\/')}/{k(${at});next}`)
  .join('\n');

/**
 * Lines of the system log that tell of lost entries, lost rules, refused packets and lost lines outside: the newest of
 * each topic, all together in their order. One awk, because the log is long and each program costs.
 *
 *     Fri Nov 27 08:00:01 2026 user.notice firewall: Reloading firewall due to ifup of wan (wan)
 *     Fri Nov 27 08:00:01 2026 daemon.notice netifd: Interface 'wan' is now up
 */
export const log: Probe<'log'> = {
  id: 'log',
  script: `
command -v logread >/dev/null || return 3
logread 2>/dev/null | awk '
function k(t){w[NR]=$0;i=n[t]++;if(i>=${mostOfTopic})delete w[q[t,i-${mostOfTopic}]];q[t,i]=NR}
${ring}
END{for(i=1;i<=NR;i++)if(i in w)print w[i]}'`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no logread here');
    return value({
      lines: linesOf(text)
        .slice(-mostOfTopic * Object.keys(topics).length)
        .map((line) => line.slice(0, 400)),
    });
  },
};
