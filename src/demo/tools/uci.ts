import { writeFileSync } from 'node:fs';
import { hostPath, readText } from '../files.ts';
import type { Machine } from '../machine.ts';
import { parseUci, type Section, sectionAt, showUci, uciText } from '../uci.ts';
import { type Answer, type Call, refused, said, unknownCall } from './tool.ts';

/** Sections of /etc/config/<config> with staged changes; `null` when there is no such file, or it is not UCI. */
export function readConfig(machine: Machine, config: string, committed = false): Section[] | null {
  const staged = committed ? undefined : machine.staged.get(config);
  const text = staged ?? (/^\w+$/.test(config) ? readText(machine.root, `/etc/config/${config}`) : null);
  return text === null ? null : parseUci(text);
}

interface Place {
  config: string;
  sections: Section[];
  name: string | undefined;
  section: Section | undefined;
  option: string | undefined;
}

function place(machine: Machine, path: string): Place | null {
  const [config = '', name, option, ...more] = path.split('.');
  const sections = readConfig(machine, config);
  if (!sections || more.length > 0) return null;
  return {
    config,
    sections,
    name,
    option,
    section: name === undefined ? undefined : sectionAt(sections, name),
  };
}

const stage = (machine: Machine, at: Place): Answer => {
  machine.staged.set(at.config, uciText(at.sections));
  return said('');
};

function get(at: Place): string | null {
  if (!at.section) return null;
  if (at.option === undefined) return `${at.section.type}\n`;
  const found = at.section.options.find((each) => each.key === at.option);
  return found ? `${found.values.join(' ')}\n` : null;
}

function show(at: Place): string | null {
  if (at.name === undefined) return showUci(at.config, at.sections);
  if (!at.section) return null;
  const shown = showUci(at.config, at.sections, at.section);
  if (at.option === undefined) return shown;
  return shown.split('\n').find((line) => line.startsWith(`${at.config}.${at.name}.${at.option}=`)) ?? null;
}

function set(at: Place, value: string, list: boolean): boolean {
  if (at.name === undefined) return false;
  if (at.option === undefined) {
    if (at.name.startsWith('@')) return false;
    if (at.section) at.section.type = value;
    else at.sections.push({ type: value, name: at.name, options: [] });
    return true;
  }
  if (!at.section) return false;
  const known = at.section.options.find((each) => each.key === at.option);
  if (list && known) known.values.push(value);
  else if (known) known.values = [value];
  else at.section.options.push({ key: at.option, values: [value], list });
  return true;
}

function remove(at: Place): boolean {
  const { section, option } = at;
  if (!section) return false;
  if (option === undefined) {
    at.sections.splice(at.sections.indexOf(section), 1);
    return true;
  }
  const before = section.options.length;
  section.options = section.options.filter((each) => each.key !== option);
  return section.options.length < before;
}

function commit(machine: Machine, config: string | undefined): Answer {
  for (const [name, text] of machine.staged) {
    if (config !== undefined && config !== name) continue;
    writeFileSync(hostPath(machine.root, `/etc/config/${name}`), text);
    machine.staged.delete(name);
  }
  return said('');
}

/** The demo router's `uci`: show, get, export, set, add_list, delete, commit, revert. */
export function uci(call: Call, machine: Machine): Answer {
  const quiet = call.args[0] === '-q';
  const [verb, argument, ...more] = quiet ? call.args.slice(1) : call.args;
  const missing = refused(quiet ? '' : 'uci: Entry not found\n');
  if (verb === undefined || more.length > 0) return unknownCall(call);
  if (verb === 'commit') return commit(machine, argument);
  if (argument === undefined) return unknownCall(call);
  const [path = '', ...values] = argument.split('=');
  const at = place(machine, path);
  if (!at) return missing;
  switch (verb) {
    case 'show':
    case 'get': {
      const text = verb === 'get' ? get(at) : show(at);
      return text === null ? missing : said(text.endsWith('\n') ? text : `${text}\n`);
    }
    case 'export':
      return said(`package ${at.config}\n${uciText(at.sections)}`);
    case 'set':
    case 'add_list':
      return set(at, values.join('='), verb === 'add_list') ? stage(machine, at) : missing;
    case 'delete':
      return remove(at) ? stage(machine, at) : missing;
    case 'revert':
      machine.staged.delete(at.config);
      return said('');
    default:
      return unknownCall(call);
  }
}
