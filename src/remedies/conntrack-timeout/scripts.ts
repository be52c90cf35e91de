import { z } from 'zod';
import { sysctlNames } from '../../kernel/sysctls.ts';
import { inChange } from '../../model/change-files.ts';
import { complain, hereDocument, lines, refuse } from '../fragments.ts';
import { restoreFile } from '../marked-lines.ts';
import type { Scripts } from '../remedy.ts';

/** The settings this remedy raises, below /proc/sys/net/netfilter. */
export const settingName = z.enum([sysctlNames.established, sysctlNames.flowtable]);
export type SettingName = z.infer<typeof settingName>;

const seconds = z.int().min(0).max(2_147_483);

/** What is raised, from which value: what a revert gives back. */
export const timeoutParams = z.object({
  settings: z.array(z.object({ name: settingName, before: seconds, to: seconds })).min(1),
  /** This router reads /etc/sysctl.conf at its start. */
  persistent: z.boolean(),
});
export type TimeoutParams = z.infer<typeof timeoutParams>;

export const procFile = (name: SettingName): string => `/proc/sys/net/netfilter/${name}`;

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
const block = ({ settings }: TimeoutParams): string =>
  lines(
    begin(settings.map(({ name, before }) => `${name}=${before}`).join(' ')),
    ...settings.map(({ name, to }) => `net.netfilter.${name}=${to}`),
    end,
  );

/**
 * Defines `strip FILE`: the file without our lines, of whatever version. Only lines of our shape are ours, so that a
 * begin whose end somebody deleted takes nothing else along. ` joined` in the first line: the file's last line had no
 * end before ours; ` made`: there was no file.
 */
const stripFunction = `strip() {
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

/** A file that we made, and in which nothing but ours ever stood, goes with our lines. */
const noteMade = `made=
grep -q '^# pushmedic:${id}:v[0-9]* .* made$' ${sysctlConf} 2>/dev/null && made=1`;
const removeMade = `[ -z "$made" ] || [ -s ${sysctlConf} ] || rm -f ${sysctlConf}`;

const values = inChange('sysctl-values');

const preflight = ({ settings, persistent }: TimeoutParams): string =>
  lines(
    ...settings.map(
      ({ name }) => `[ -e ${procFile(name)} ] || { ${complain(`${name} is gone`)}; return 1; }`,
    ),
    ...(persistent
      ? [
          // Really written: on a full flash `touch` succeeds and a write fails.
          `{ cat ${sysctlConf} 2>/dev/null; echo '${'#'.repeat(300)}'; } 2>/dev/null >${sysctlNext} && [ -s ${sysctlNext} ]`,
          'written=$?',
          `rm -f ${sysctlNext}`,
          `[ $written -eq 0 ] || ${refuse('not-writable', '/etc cannot be written')}`,
        ]
      : []),
  );

const save = ({ settings }: TimeoutParams): string =>
  lines(
    `{\n${settings.map(({ name }) => `echo "${name} $(cat ${procFile(name)})"`).join('\n')}\n} >${inChange('new')}`,
    `mv ${inChange('new')} ${values}`,
  );

const persist = (params: TimeoutParams): string =>
  lines(
    stripFunction,
    `joined=`,
    `if [ -f ${sysctlConf} ]; then`,
    `[ -z "$(tail -c 1 ${sysctlConf})" ] || joined=' joined'`,
    `cp -p ${sysctlConf} ${inChange('sysctl-config')} && cp -p ${sysctlConf} ${sysctlNext} && strip ${sysctlConf} >${sysctlNext} || return 1`,
    'else',
    "joined=' made'",
    `: >${inChange('sysctl-config')} && : >${sysctlNext} || return 1`,
    'fi',
    hereDocument(`sed "1s/$/$joined/" >>${sysctlNext}`, block(params), 'LINES'),
    `[ $? -eq 0 ] && cp -p ${sysctlNext} ${inChange('sysctl-config-new')} && sync && mv ${sysctlNext} ${sysctlConf} && sync`,
  );

const undo = ({ settings, persistent }: TimeoutParams): string =>
  lines(
    ...(persistent
      ? [
          stripFunction,
          `rm -f ${sysctlNext}`,
          noteMade,
          restoreFile(sysctlConf, {
            before: inChange('sysctl-config'),
            after: inChange('sysctl-config-new'),
            next: sysctlNext,
            strip: 'strip',
          }),
          removeMade,
        ]
      : []),
    `[ -e ${values} ] || return 0`,
    `while read -r name value; do`,
    settings
      .map(({ name }) => `[ "$name" != ${name} ] || echo "$value" >${procFile(name)} || return 1`)
      .join('\n'),
    `done <${values}`,
  );

/** Gives a value back unless somebody has set another one since. */
const giveBack = (settings: TimeoutParams['settings']): string[] =>
  settings.map(
    ({ name, before, to }) =>
      `[ "$(cat ${procFile(name)} 2>/dev/null)" != ${to} ] || echo ${before} >${procFile(name)} || return 1`,
  );

/** What would come back at the next start goes first. */
export const revertTimeouts = (settings: TimeoutParams['settings']): string =>
  lines(
    stripFunction,
    `rm -f ${sysctlNext}`,
    noteMade,
    `if grep -q '^# pushmedic:conntrack-timeout:v' ${sysctlConf} 2>/dev/null; then`,
    `cp -p ${sysctlConf} ${sysctlNext} && strip ${sysctlConf} >${sysctlNext} && sync && mv ${sysctlNext} ${sysctlConf} || return 1`,
    'fi',
    removeMade,
    ...giveBack(settings),
  );

export const timeoutScripts = (params: TimeoutParams): Scripts => ({
  shown: params.settings.map(({ name, to }) => `net.netfilter.${name}=${to}`),
  preflight: preflight(params),
  save: save(params),
  live: lines(...params.settings.map(({ name, to }) => `echo ${to} >${procFile(name)} || return 1`)),
  persist: params.persistent ? persist(params) : null,
  verify: lines(
    ...params.settings.map(
      ({ name, to }) =>
        `[ "$(cat ${procFile(name)})" -ge ${to} ] || { ${complain(`${name} is not ${to}`)}; return 1; }`,
    ),
  ),
  undo: undo(params),
  tidy: '',
  revert: revertTimeouts(params.settings),
});
