import { inChange } from '../../model/change-files.ts';
import { complain, hereDocument, lines, refuse } from '../fragments.ts';
import { restoreFile } from '../marked-lines.ts';
import type { Scripts } from '../remedy.ts';
import { procFile, type TimeoutParams } from './params.ts';
import { block, stripFunction, sysctlConf, sysctlNext } from './sysctl-conf.ts';

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
          restoreFile(sysctlConf, {
            before: inChange('sysctl-config'),
            after: inChange('sysctl-config-new'),
            next: sysctlNext,
            strip: 'strip',
          }),
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
    `if grep -q '^# pushmedic:conntrack-timeout:v' ${sysctlConf} 2>/dev/null; then`,
    `cp -p ${sysctlConf} ${sysctlNext} && strip ${sysctlConf} >${sysctlNext} && sync && mv ${sysctlNext} ${sysctlConf} || return 1`,
    'fi',
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
