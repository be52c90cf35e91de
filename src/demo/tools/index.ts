import { fw4, initFirewall } from './fw4.ts';
import { ip, ping } from './network.ts';
import { nft } from './nft.ts';
import { date, dmesg, ifup, logger, logread, sleep, sysctl, ubus, uname } from './system.ts';
import type { Tool } from './tool.ts';
import { uci } from './uci.ts';

/** Every program the demo router plays itself. Each has a place in `stub.ts`. */
export const tools: Record<string, Tool> = {
  nft,
  fw4,
  fw3: fw4,
  firewall: initFirewall,
  uci,
  ubus,
  ip,
  ping,
  ifup,
  logread,
  logger,
  dmesg,
  uname,
  date,
  sleep,
  sysctl,
};
