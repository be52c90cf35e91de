import type { Flow } from '../conntrack/flow.ts';
import { plainName } from '../model/plain.ts';

/** Whether `flow` belongs to the device a person named: by its DHCP name, address or MAC, however written. */
export function isDevice({ device }: Pick<Flow, 'device'>, asked: string): boolean {
  const wanted = (plainName(asked) ?? '').toLowerCase();
  return (
    device.name?.toLowerCase() === wanted ||
    device.ip.toLowerCase() === wanted ||
    device.mac?.toLowerCase() === wanted.replaceAll('-', ':')
  );
}
