import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

const senders =
  '(user\\.[a-z]+ (firewall|mwan3[a-z-]*)(\\[[0-9]+\\])?: |kern\\.[a-z]+ kernel: .*nf_conntrack: .*table full)';

/**
 * Lines of the system log that tell when entries or rules were lost at one stroke, newest last. Held to facility and
 * sender, because a device's host name gets into other programs' lines.
 */
export const log: Probe<'log'> = {
  id: 'log',
  script: `
command -v logread >/dev/null || return 3
logread 2>/dev/null | grep -E ' ${senders}' | tail -n 40`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no logread here');
    return value({
      lines: linesOf(text)
        .slice(-40)
        .map((line) => line.slice(0, 400)),
    });
  },
};
