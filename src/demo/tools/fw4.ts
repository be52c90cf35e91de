import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { hostPath } from '../files.ts';
import { renderFw4 } from '../fw4print.ts';
import { commitRules, type Machine } from '../machine.ts';
import { emptyRuleset, tableOf } from '../nft/ruleset.ts';
import { runNft } from './nft.ts';
import { type Answer, type Call, refused, said, unknownCall } from './tool.ts';
import { readConfig } from './uci.ts';

const statePath = (machine: Machine) => hostPath(machine.root, '/tmp/run/fw4.state');
const on = (value: string | undefined) => value !== undefined && /^(1|on|yes|true|enabled)$/.test(value);

/** Rendered rules, and what is said on standard error meanwhile. An answer with status 1: it cannot be rendered. */
function render(machine: Machine): Answer {
  const sections = readConfig(machine, 'firewall', true);
  if (!sections) return refused('Unable to load the firewall configuration\n');
  const foreign = sections.find((each) => !['defaults', 'zone', 'forwarding', 'rule'].includes(each.type));
  if (foreign) return refused(`fw4: the demo router does not render "config ${foreign.type}"\n`);
  const defaults = sections.find((each) => each.type === 'defaults');
  const option = (key: string) => defaults?.options.find((each) => each.key === key)?.values[0];
  const offload = on(option('flow_offloading'));
  const loaded =
    tableOf(machine.ruleset, 'inet', 'fw4')?.flowtables.some((each) => each.name === 'ft') === true;
  const hardware = offload && on(option('flow_offloading_hw'));
  return {
    code: 0,
    stdout: renderFw4(machine.release, { offload, loaded }),
    stderr: hardware ? '[!] Hardware flow offloading unavailable, falling back to software offloading\n' : '',
  };
}

function load(machine: Machine, check: boolean): Answer {
  const rendered = render(machine);
  if (rendered.code !== 0) return rendered;
  const answer = runNft(machine, rendered.stdout, { file: '/dev/stdin', cwd: '/' }, check);
  return { ...answer, stderr: `${rendered.stderr}${answer.stderr}` };
}

/** Loads the rules. Its status says nothing about whether nft took them, as with the real one. */
function start(machine: Machine): Answer {
  writeFileSync(statePath(machine), '{}\n');
  return { ...load(machine, false), code: 0 };
}

function reload(machine: Machine): Answer {
  if (!existsSync(statePath(machine))) return refused('The fw4 firewall does not appear to be loaded.\n');
  return start(machine);
}

function restart(machine: Machine): Answer {
  const checked = load(machine, true);
  if (checked.code !== 0)
    return refused(`${checked.stderr}The rendered ruleset contains errors, not doing firewall restart.\n`);
  stop(machine);
  return start(machine);
}

function stop(machine: Machine): Answer {
  rmSync(statePath(machine), { force: true });
  if (!tableOf(machine.ruleset, 'inet', 'fw4')) return refused('');
  return runNft(machine, 'delete table inet fw4', { file: '<cmdline>', cwd: '/' }, false);
}

/** Takes everybody's tables down, not only fw4's. */
function flush(machine: Machine): Answer {
  rmSync(statePath(machine), { force: true });
  commitRules(machine, { ...emptyRuleset(), nextTableHandle: machine.ruleset.nextTableHandle });
  return said('');
}

function verb(machine: Machine, word: string): Answer | null {
  switch (word) {
    case 'print':
      return render(machine);
    case 'check': {
      const checked = load(machine, true);
      return checked.code === 0 ? { ...checked, stdout: 'Ruleset passes nftables check.\n' } : checked;
    }
    case 'start':
      if (existsSync(statePath(machine))) return refused('The fw4 firewall appears to be already loaded.\n');
      return start(machine);
    case 'reload':
      return reload(machine);
    case 'restart':
      return restart(machine);
    case 'stop':
      return stop(machine);
    case 'flush':
      return flush(machine);
    default:
      return null;
  }
}

/** The demo router's `fw4`, with the exit codes and traps of the real one. */
export function fw4(call: Call, machine: Machine): Answer {
  const quiet = call.args[0] === '-q';
  const [word, ...more] = quiet ? call.args.slice(1) : call.args;
  const answer = word === undefined || more.length > 0 ? null : verb(machine, word);
  if (!answer) return unknownCall(call);
  if (!quiet) return answer;
  const stderr = answer.stderr.replace(/^\[!\] .*\n/gm, '');
  return { ...answer, stderr, stdout: word === 'print' ? answer.stdout : '' };
}

/** `/etc/init.d/firewall`: its verbs in terms of fw4's. */
export function initFirewall(call: Call, machine: Machine): Answer {
  const verbs: Record<string, string> = {
    start: 'start',
    stop: 'flush',
    reload: 'reload',
    restart: 'restart',
  };
  const [word = '', ...more] = call.args;
  const mapped = verbs[word];
  const answer = mapped === undefined || more.length > 0 ? null : verb(machine, mapped);
  return answer ?? unknownCall(call);
}
