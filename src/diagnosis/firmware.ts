import { type Firmware, firmwares } from '../kernel/firmwares.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';

/** What runs here instead of OpenWrt. */
export interface FirmwareHere {
  firmware: Firmware;
  /** The line that tells it. */
  mark: Evidence;
  /** Its own accelerator; `unknown`: no setting that was read says so; `none`: it has none of its own. */
  accelerator: 'on' | 'off' | 'unknown' | 'none';
  /** The settings that say so. */
  settings: Evidence[];
}

/** The firmware of a router, where it is one that is known and is not OpenWrt. */
export function firmwareOf(snapshot: Snapshot): FirmwareHere | null {
  const system = readValue(snapshot.system);
  const lines = [
    ...(readValue(snapshot.firmware)?.lines ?? []),
    ...(system ? [`kernel ${system.kernel}`, `distribution ${system.distribution ?? ''}`] : []),
  ];
  const find = (expressions: readonly RegExp[]) =>
    lines.filter((line) => expressions.some((expression) => expression.test(line)));
  for (const firmware of firmwares) {
    const [mark] = find(firmware.marks);
    if (mark === undefined) continue;
    const on = find(firmware.accelerator?.on ?? []);
    const off = find(firmware.accelerator?.off ?? []);
    return {
      firmware,
      mark: evidenceOf(mark),
      accelerator: stateOf(firmware, on, off),
      settings: (on.length > 0 ? on : off).map(evidenceOf),
    };
  }
  return null;
}

function stateOf(
  { accelerator }: Firmware,
  on: readonly string[],
  off: readonly string[],
): FirmwareHere['accelerator'] {
  if (accelerator === null) return 'none';
  if (on.length > 0) return 'on';
  return off.length > 0 ? 'off' : 'unknown';
}

const sources: Readonly<Record<string, string>> = {
  nvram: 'nvram show',
  uname: 'uname -o',
  path: 'ls -d',
  kernel: 'uname -r',
  distribution: '/etc/os-release',
};

/** `text FILE LINE` has its source in itself. */
function evidenceOf(line: string): Evidence {
  const [kind = '', ...rest] = line.split(' ');
  if (kind === 'text') return { source: rest[0] ?? '', line: rest.slice(1).join(' ') };
  return { source: sources[kind] ?? kind, line: rest.join(' ') };
}
