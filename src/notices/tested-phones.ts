import type { TestPhone } from '../model/push-test.ts';
import type { Device } from '../model/router.ts';
import { phoneOf } from './phone.ts';

/** Devices as phones to be tested: one for each, however many addresses it has, in the order given. */
export function phonesOf(devices: readonly Device[]): TestPhone[] {
  const phones = new Map<string, TestPhone>();
  for (const device of devices) {
    const phone = phoneOf(device);
    if (!phones.has(phone.key)) phones.set(phone.key, phone);
  }
  return [...phones.values()];
}
