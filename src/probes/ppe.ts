import { normaliseIp } from '../model/ip.ts';
import { phonePorts } from '../push/use.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { PpeEntry } from './network.types.ts';

const most = 100;

/**
 * Entries of the packet engine that forwards in hardware, of push connections alone: MediaTek's and Airoha's print one
 * line a direction (`mtk_ppe_debugfs.c`, `airoha_ppe_debugfs.c` of the kernel's drivers/net/ethernet). `BND` is
 * forwarded by hardware, `UNB` goes to the processor.
 *
 *     00e06 BND IPv4 5T orig=192.168.1.188:38721->17.57.146.21:5223 new=203.0.113.2:38721->17.57.146.21:5223 packets=4 bytes=212
 */
export const ppe: Probe<'ppe'> = {
  id: 'ppe',
  script: `
set -- /sys/kernel/debug/ppe*/entries
[ -r "$1" ] || return 3
grep -h -m ${most} -E ':(${phonePorts.join('|')})(->| )' "$@"
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no packet engine tells its entries here');
    return value({ entries: linesOf(text).slice(0, most).flatMap(readEntry) });
  },
};

const shape = /^[0-9a-f]{1,8} ([A-Z]{3}) .{1,40}? orig=([0-9a-fA-F.:[\]]{1,60})->([0-9a-fA-F.:[\]]{1,60}) /;

function readEntry(line: string): PpeEntry[] {
  const [, state = '', from = '', to = ''] = shape.exec(line.slice(0, 400)) ?? [];
  const [source, target] = [endOf(from), endOf(to)];
  return source && target ? [{ state, from: source, to: target, line: line.slice(0, 400) }] : [];
}

/** `192.168.1.188:38721`, or `fd00::1:38721` as the driver prints it: the port is what follows the last colon. */
function endOf(text: string): PpeEntry['from'] | null {
  const at = text.lastIndexOf(':');
  const ip = normaliseIp(text.slice(0, at).replace(/^\[|\]$/g, ''));
  const port = Number(text.slice(at + 1));
  return ip !== null && Number.isInteger(port) ? { ip, port } : null;
}
