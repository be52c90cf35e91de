import { lines } from '../fragments.ts';
import type { TimeoutParams } from './params.ts';

/**
 * Where the lines go. OpenWrt's /etc/init.d/sysctl (START=11, after the modules) reads `/etc/sysctl.d/*.conf` and then
 * this file, so the last line here wins; sysupgrade keeps this file (a conffile of base-files), and not /etc/sysctl.d,
 * which is for packages. Sources: package/base-files/files/etc/init.d/sysctl and lib/upgrade/keep.d/base-files-essential
 * in github.com/openwrt/openwrt; pull requests 2996, 15003 and 16543 there say which of the two is for owners.
 */
export const sysctlConf = '/etc/sysctl.conf';
/** Same file system, under a name nothing reads. */
export const sysctlNext = '/etc/sysctl.conf.pushmedic';

export const version = 1;
const id = 'conntrack-timeout';

const begin = (before: string): string => `# pushmedic:${id}:v${version} before: ${before}`;
const end = `# pushmedic:${id} end`;

/** Our lines, with what a revert needs to know even where no plan is known: the values before. */
export const block = ({ settings }: TimeoutParams): string =>
  lines(
    begin(settings.map(({ name, before }) => `${name}=${before}`).join(' ')),
    ...settings.map(({ name, to }) => `net.netfilter.${name}=${to}`),
    end,
  );

/**
 * Defines `strip FILE`: the file without our lines, of whatever version. Only lines of our shape are ours, so that a
 * begin whose end somebody deleted takes nothing else along. ` joined` in the first line: the file's last line had no
 * end before ours.
 */
export const stripFunction = `strip() {
  awk '
    /^# pushmedic:${id}:v[0-9]+ / { own = 1; if (/ joined$/) joined = 1; next }
    own && /^net\\.netfilter\\.nf_[a-z_]+=[0-9]+$/ { next }
    own && $0 == "${end}" { own = 0; next }
    { own = 0; if (n++) printf "\\n"; printf "%s", $0 }
    END { if (n && !joined) printf "\\n" }' "$1"
}`;

export interface Block {
  before: { name: string; seconds: number }[];
  to: { name: string; seconds: number }[];
}

/** Reads our lines back, of whatever version; `null` for anything else. */
export function readBlock(text: string): Block | null {
  const rows = text.split('\n');
  const head = /^# pushmedic:conntrack-timeout:v\d{1,3} before: (.{1,300})$/.exec(rows[0] ?? '');
  if (!head) return null;
  const pairs = (source: string) =>
    [...source.matchAll(/(nf_[a-z_]{1,60})=(\d{1,7})(?= |$)/g)].map(([, name = '', value]) => ({
      name,
      seconds: Number(value),
    }));
  const to = rows.slice(1).flatMap((row) => (/^net\.netfilter\./.test(row) ? pairs(row.slice(14)) : []));
  return { before: pairs(head[1] ?? ''), to };
}
