import { ip, ping } from './network.ts';
import { nft } from './nft.ts';
import { date, dmesg, logger, logread, redial, sleep, sysctl, ubus, uname } from './system.ts';
import type { Tool } from './tool.ts';

/** Every program the demo router plays itself. Each has a place in `stub.ts`. */
export const tools: Record<string, Tool> = {
  nft,
  ubus,
  ip,
  ping,
  redial,
  logread,
  logger,
  dmesg,
  uname,
  date,
  sleep,
  sysctl,
};
