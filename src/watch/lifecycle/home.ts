import type { FlowState, Household, KnownDevice } from './household.ts';
import type { Sample } from './look.ts';
import { isLive } from './seen.ts';

/** A packet no older than this says that its device is here. */
const spokeLatelyS = 120;
/** Devices remembered. */
const mostDevices = 300;

const noDevice: KnownDevice = { mac: null, name: null, wifi: null };

/** What is known of the device that has `ip` now. */
export const deviceOf = (house: Household, ip: string): KnownDevice => house.devices[ip] ?? noDevice;

/** Whether two addresses are known to be of one device. */
export const isSame = (house: Household, a: string, b: string): boolean => {
  if (a === b) return true;
  const mac = deviceOf(house, a).mac;
  return mac !== null && mac === deviceOf(house, b).mac;
};

/** Learns addresses and names from a look. */
export function learn(house: Household, look: Sample): Household['devices'] {
  const devices = { ...house.devices };
  const named = new Map<string, string>();
  for (const { mac, ip, name } of look.leases) {
    if (mac !== null && name !== null) named.set(mac, name);
    devices[ip] = {
      ...(devices[ip] ?? noDevice),
      ...(mac !== null && { mac }),
      ...(name !== null && { name }),
    };
  }
  for (const { ip, mac } of look.neighbours)
    if (mac !== null) devices[ip] = { ...(devices[ip] ?? noDevice), mac };
  const byMac = new Map<string, string>();
  for (const { mac, name } of Object.values(devices)) if (mac !== null && name !== null) byMac.set(mac, name);
  const wifi = new Map(look.wifi.map(({ mac, here }) => [mac, here]));
  for (const [ip, device] of Object.entries(devices)) {
    if (device.mac === null) continue;
    const name = named.get(device.mac) ?? device.name ?? byMac.get(device.mac) ?? null;
    devices[ip] = { ...device, name, wifi: wifi.get(device.mac) ?? device.wifi };
  }
  const all = Object.entries(devices);
  if (all.length <= mostDevices) return devices;
  const used = new Set(
    [...Object.values(house.flows), ...house.gaps.map(({ flow }) => flow)].map(({ ip }) => ip),
  );
  return Object.fromEntries(
    [...all.filter(([ip]) => used.has(ip)), ...all.filter(([ip]) => !used.has(ip))].slice(0, mostDevices),
  );
}

/**
 * Whether a device is at home, by what this look says of it: Wi-Fi association, then neighbour entries of all its
 * addresses, then whether it spoke lately. `null`: nothing says.
 */
export function isHome(
  house: Household,
  before: Household['devices'],
  look: Sample,
  ip: string,
): boolean | null {
  const device = deviceOf(house, ip);
  const wifi = look.wifi.find(({ mac }) => mac === device.mac)?.here;
  if (wifi === true) return true;
  // It was on this router's own Wi-Fi and is not any more.
  if (wifi === false && before[ip]?.wifi === true) return false;
  const states = look.neighbours
    .filter((one) => one.ip === ip || (device.mac !== null && one.mac === device.mac))
    .map(({ state }) => state);
  if (states.some((state) => state !== 'FAILED' && state !== 'INCOMPLETE')) return true;
  const spoke = Object.values(house.flows).some(
    (flow: FlowState) =>
      isSame(house, flow.ip, ip) &&
      isLive(flow) &&
      flow.spokeS !== null &&
      look.atS - flow.spokeS <= spokeLatelyS,
  );
  if (spoke) return true;
  return states.length > 0 ? false : null;
}
