import { failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wholeOf } from './engine/text.ts';

/** The router's own time, so that lease ends and log lines can be set against it. */
export const clock: Probe<'clock'> = {
  id: 'clock',
  script: `
[ -r /proc/uptime ] && read -r v rest </proc/uptime && echo "$v"
date +%s`,
  parse({ text }: Section) {
    const words = linesOf(text).map((line) => line.trim().split(' ', 1)[0] ?? '');
    // Either may stand first; /proc/uptime has a decimal point, the date has not.
    const uptime = words.find((word) => /^\d{1,12}\.\d{1,9}$/.test(word));
    const epochS = wholeOf(words.find((word) => /^\d{9,12}$/.test(word)));
    if (uptime === undefined || epochS === null) return failed('no readable clock');
    return value({ epochS, uptimeS: Number(uptime) });
  },
};
