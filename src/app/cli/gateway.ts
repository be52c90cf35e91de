import { readFile } from 'node:fs/promises';

/**
 * The IPv4 address through which a table of routes leads out of this machine's network; `null` where none does.
 * @param table `/proc/net/route`: addresses in hexadecimal, in the byte order of the machine (proc_pid_net(5))
 */
export function gatewayIn(table: string): string | null {
  for (const line of table.split('\n').slice(1)) {
    const [, destination, gateway = '', , , , , mask] = line.trim().split(/\s+/);
    if (destination !== '00000000' || mask !== '00000000' || !/^[0-9A-F]{8}$/i.test(gateway)) continue;
    const bytes = Buffer.from(gateway, 'hex').reverse();
    if (!bytes.equals(Buffer.alloc(4))) return [...bytes].join('.');
  }
  return null;
}

/** The router of this machine's network as far as its routes tell. */
export const gateway = async (): Promise<string | null> =>
  gatewayIn(await readFile('/proc/net/route', 'utf8').catch(() => ''));
