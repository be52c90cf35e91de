import { readText } from '../files.ts';
import { happen, logLine, type Machine } from '../machine.ts';
import { wanLost } from '../world.ts';
import { type Answer, type Call, refused, said, unknownCall } from './tool.ts';

export function ubus(call: Call, machine: Machine): Answer {
  const { kernel, version, revision } = machine.release;
  if (call.args.join(' ') !== 'call system board') return unknownCall(call);
  const board = {
    kernel,
    hostname: 'demo',
    system: 'Qualcomm Atheros QCA9563 ver 1 rev 0',
    model: 'Pushmedic demo router',
    board_name: 'pushmedic,demo',
    rootfs_type: 'squashfs',
    release: {
      distribution: 'OpenWrt',
      version,
      revision,
      target: 'ath79/generic',
      description: `OpenWrt ${version} ${revision}`,
    },
  };
  return said(`${JSON.stringify(board, null, '\t')}\n`);
}

export function uname(call: Call, machine: Machine): Answer {
  const { kernel } = machine.release;
  const parts: Record<string, string> = {
    '': 'Linux',
    '-s': 'Linux',
    '-r': kernel,
    '-n': 'demo',
    '-m': 'mips',
    '-a': `Linux demo ${kernel} #0 SMP Tue Jul 26 21:12:27 2022 mips GNU/Linux`,
  };
  const text = parts[call.args.join(' ')];
  return text === undefined ? unknownCall(call) : said(`${text}\n`);
}

/** `date`, `date -u`, and formats made of `%s` alone: the router's clock, not the machine's. */
export function date(call: Call, machine: Machine): Answer {
  const epochS = machine.clock.epochS();
  const asked = call.args.join(' ');
  if (asked === '+%s') return said(`${epochS}\n`);
  if (asked !== '' && asked !== '-u') return unknownCall(call);
  const [weekday, day, month, year, time] = new Date(epochS * 1000).toUTCString().split(/[ ,]+/);
  return said(`${weekday} ${month} ${day?.replace(/^0/, ' ')} ${time} UTC ${year}\n`);
}

/** Sleeps by the router's clock. */
export async function sleep(call: Call, machine: Machine): Promise<Answer> {
  const [text = '', ...more] = call.args;
  if (more.length > 0 || !/^\d+(\.\d+)?$/.test(text)) return unknownCall(call);
  await machine.clock.sleep(Number(text));
  return said('');
}

/** `logread`, with `-e PATTERN` and `-l LINES`. */
export function logread(call: Call, machine: Machine): Answer {
  let lines = machine.log;
  const args = [...call.args];
  for (let option = args.shift(); option !== undefined; option = args.shift()) {
    const value = args.shift();
    if (value === undefined) return unknownCall(call);
    if (option === '-e') {
      const pattern = new RegExp(value);
      lines = lines.filter((line) => pattern.test(line));
    } else if (option === '-l' && /^\d+$/.test(value)) lines = lines.slice(-Number(value));
    else return unknownCall(call);
  }
  return said(lines.map((line) => `${line}\n`).join(''));
}

export function dmesg(call: Call, machine: Machine): Answer {
  if (call.args.length > 0) return unknownCall(call);
  return said(`[    0.000000] Linux version ${machine.release.kernel} (demo) #0 SMP\n`);
}

export function logger(call: Call, machine: Machine): Answer {
  const args = [...call.args];
  let tag = 'root';
  let priority = 'user.notice';
  while (args[0]?.startsWith('-')) {
    const option = args.shift();
    const value = args.shift() ?? '';
    if (option === '-t') tag = value;
    else if (option === '-p') priority = value;
    else return unknownCall(call);
  }
  logLine(machine, `${priority} ${tag}`, args.join(' ').slice(0, 500));
  return said('');
}

/** `sysctl -n name`: reads the file, as everything does. */
export function sysctl(call: Call, machine: Machine): Answer {
  const [option, name = '', ...more] = call.args;
  if (option !== '-n' || more.length > 0 || !/^[\w.]+$/.test(name)) return unknownCall(call);
  const text = readText(machine.root, `/proc/sys/${name.replaceAll('.', '/')}`);
  return text === null ? refused(`sysctl: error: '${name}' is an unknown key\n`) : said(text);
}

/** What `ifup wan` does besides reloading the firewall: masqueraded entries go, and the log says why it is reloaded. */
export function redial(_call: Call, machine: Machine): Answer {
  happen(machine, wanLost);
  logLine(machine, 'user.notice firewall', 'Reloading firewall due to ifup of wan (wan)');
  return said('');
}
