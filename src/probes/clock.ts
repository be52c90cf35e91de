import { failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wholeOf } from './engine/text.ts';

/** The router's own time, so that lease ends and log lines can be set against it. */
export const clock: Probe<'clock'> = {
  id: 'clock',
  script: `
[ -r /proc/uptime ] && read -r v rest </proc/uptime && echo "$v"
date +%s`,
  parse({ text }: Section) {
    const [uptime = '', epoch] = linesOf(text);
    const epochS = wholeOf(epoch?.trim());
    if (!/^\d{1,12}(\.\d+)?$/.test(uptime) || epochS === null) return failed('no readable clock');
    return value({ epochS, uptimeS: Number(uptime) });
  },
};
