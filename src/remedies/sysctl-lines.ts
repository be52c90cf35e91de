import { inChange } from '../model/change-files.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { complain, hereDocument, lines, refuse } from './fragments.ts';
import { restoreFile } from './marked-lines.ts';
import type { Scripts } from './remedy.ts';

/** A setting below /proc/sys/net/netfilter, what it was, and what it is raised to. */
export interface Raised {
  name: string;
  before: number;
  to: number;
}

/** Settings that a remedy raises, and whether this router reads /etc/sysctl.conf at its start. */
export interface Raising {
  settings: readonly Raised[];
  persistent: boolean;
}

/** What signs the lines. */
export interface Signer {
  id: string;
  version: number;
}

export const procFile = (name: string): string => `/proc/sys/net/netfilter/${name}`;

/**
 * Where the lines go. OpenWrt's /etc/init.d/sysctl (START=11, after the modules) reads `/etc/sysctl.d/*.conf` and then
 * this file, so the last line here wins; sysupgrade keeps this file (a conffile of base-files), and not /etc/sysctl.d,
 * which is for packages. Sources: package/base-files/files/etc/init.d/sysctl and lib/upgrade/keep.d/base-files-essential
 * in github.com/openwrt/openwrt; pull requests 2996, 15003 and 16543 there say which of the two is for owners.
 */
export const sysctlConf = '/etc/sysctl.conf';
/** Same file system, under a name nothing reads. */
export const sysctlNext = '/etc/sysctl.conf.pushmedic';

/** `uci` is on every OpenWrt and its descendants, and nowhere else. */
export const readsSysctlConf = ({ tools }: Pick<Snapshot, 'tools'>): boolean =>
  tools.kind === 'value' && tools.value.found.includes('uci');

/** Our lines in the file, of any remedy; `null`: none, or not read. */
export const ownLines = ({ own }: Pick<Snapshot, 'own'>): string | null =>
  own.kind === 'value' ? (own.value.files.find(({ path }) => path === sysctlConf)?.text ?? null) : null;

const begin = ({ id, version }: Signer, before: string): string =>
  `# pushmedic:${id}:v${version} before: ${before}`;
const end = (id: string): string => `# pushmedic:${id} end`;

/** Our lines, with what a revert needs to know even where no plan is known: the values before. */
const block = (signer: Signer, settings: readonly Raised[]): string =>
  lines(
    begin(signer, settings.map(({ name, before }) => `${name}=${before}`).join(' ')),
    ...settings.map(({ name, to }) => `net.netfilter.${name}=${to}`),
    end(signer.id),
  );

/**
 * Defines `strip FILE`: the file without our lines, of whatever version. Only lines of our shape are ours, so that a
 * begin whose end somebody deleted takes nothing else along. ` joined` in the first line: the file's last line had no
 * end before ours; ` made`: there was no file.
 */
const stripFunction = (id: string): string => `strip() {
  awk '
    /^# pushmedic:${id}:v[0-9]+ / { own = 1; if (/ joined$/) joined = 1; next }
    own && /^net\\.netfilter\\.nf_[a-z_]+=[0-9]+$/ { next }
    own && $0 == "${end(id)}" { own = 0; next }
    { own = 0; if (n++) printf "\\n"; printf "%s", $0 }
    END { if (n && !joined) printf "\\n" }' "$1"
}`;

/** A remedy's lines as they were read back. */
export interface Block {
  before: { name: string; value: number }[];
  to: { name: string; value: number }[];
  /** Verbatim. */
  text: string;
}

/** Finds a remedy's lines among ours, of whatever version; `null` where there are none. */
export function readBlock(id: string, text: string): Block | null {
  const rows = text.split('\n');
  const first = rows.findIndex((row) => row.startsWith(`# pushmedic:${id}:v`));
  const [, before] = /^# pushmedic:[a-z-]{1,40}:v\d{1,3} before: (.{1,300})$/.exec(rows[first] ?? '') ?? [];
  if (before === undefined) return null;
  const last = rows.findIndex((row, at) => at > first && row.startsWith('# pushmedic:'));
  const own = rows.slice(first, last < 0 ? undefined : last + 1);
  const pairs = (source: string) =>
    [...source.matchAll(/(nf_[a-z_]{1,60})=(\d{1,9})(?= |$)/g)].map(([, name = '', value]) => ({
      name,
      value: Number(value),
    }));
  const to = own.slice(1).flatMap((row) => (/^net\.netfilter\./.test(row) ? pairs(row.slice(14)) : []));
  return { before: pairs(before), to, text: own.join('\n').trim() };
}

/** A file that we made, and in which nothing but ours ever stood, goes with our lines. */
const noteMade = (id: string): string => `made=
grep -q '^# pushmedic:${id}:v[0-9]* .* made$' ${sysctlConf} 2>/dev/null && made=1`;
const removeMade = `[ -z "$made" ] || [ -s ${sysctlConf} ] || rm -f ${sysctlConf}`;

const values = inChange('sysctl-values');

const preflight = ({ settings, persistent }: Raising): string =>
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

const save = ({ settings }: Raising): string =>
  lines(
    `{\n${settings.map(({ name }) => `echo "${name} $(cat ${procFile(name)})"`).join('\n')}\n} >${inChange('new')}`,
    `mv ${inChange('new')} ${values}`,
  );

const persist = (signer: Signer, { settings }: Raising): string =>
  lines(
    stripFunction(signer.id),
    `joined=`,
    `if [ -f ${sysctlConf} ]; then`,
    `[ -z "$(tail -c 1 ${sysctlConf})" ] || joined=' joined'`,
    `cp -p ${sysctlConf} ${inChange('sysctl-config')} && cp -p ${sysctlConf} ${sysctlNext} && strip ${sysctlConf} >${sysctlNext} || return 1`,
    'else',
    "joined=' made'",
    `: >${inChange('sysctl-config')} && : >${sysctlNext} || return 1`,
    'fi',
    hereDocument(`sed "1s/$/$joined/" >>${sysctlNext}`, block(signer, settings), 'LINES'),
    `[ $? -eq 0 ] && cp -p ${sysctlNext} ${inChange('sysctl-config-new')} && sync && mv ${sysctlNext} ${sysctlConf} && sync`,
  );

const undo = ({ id }: Signer, { settings, persistent }: Raising): string =>
  lines(
    ...(persistent
      ? [
          stripFunction(id),
          `rm -f ${sysctlNext}`,
          noteMade(id),
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
const giveBack = (settings: readonly Raised[]): string[] =>
  settings.map(
    ({ name, before, to }) =>
      `[ "$(cat ${procFile(name)} 2>/dev/null)" != ${to} ] || echo ${before} >${procFile(name)} || return 1`,
  );

/** What would come back at the next start goes first. */
export const revertLines = (id: string, settings: readonly Raised[]): string =>
  lines(
    stripFunction(id),
    `rm -f ${sysctlNext}`,
    noteMade(id),
    `if grep -q '^# pushmedic:${id}:v' ${sysctlConf} 2>/dev/null; then`,
    `cp -p ${sysctlConf} ${sysctlNext} && strip ${sysctlConf} >${sysctlNext} && sync && mv ${sysctlNext} ${sysctlConf} || return 1`,
    'fi',
    removeMade,
    ...giveBack(settings),
  );

/** What a remedy runs that raises settings of the kernel and keeps them in /etc/sysctl.conf. */
export const raisingScripts = (signer: Signer, raising: Raising): Scripts => ({
  shown: raising.settings.map(({ name, to }) => `net.netfilter.${name}=${to}`),
  preflight: preflight(raising),
  save: save(raising),
  live: lines(...raising.settings.map(({ name, to }) => `echo ${to} >${procFile(name)} || return 1`)),
  persist: raising.persistent ? persist(signer, raising) : null,
  verify: lines(
    ...raising.settings.map(
      ({ name, to }) =>
        `[ "$(cat ${procFile(name)})" -ge ${to} ] || { ${complain(`${name} is not ${to}`)}; return 1; }`,
    ),
  ),
  undo: undo(signer, raising),
  tidy: '',
  revert: revertLines(signer.id, raising.settings),
});
