import type { Service } from '../service.ts';
import { apns } from './apns.ts';
import { fcm } from './fcm.ts';
import { honor } from './honor.ts';
import { huawei } from './huawei.ts';
import { mipush } from './mipush.ts';
import { mqtt } from './mqtt.ts';
import { oppo } from './oppo.ts';
import { own } from './own.ts';
import { signal } from './signal.ts';
import { telegram } from './telegram.ts';
import { vivo } from './vivo.ts';
import { wechat } from './wechat.ts';
import { whatsapp } from './whatsapp.ts';
import { wifiCalling } from './wifi-calling.ts';
import { xmpp } from './xmpp.ts';

/** Every push service, in the order in which they are told. */
export const services: readonly Service[] = [
  apns,
  fcm,
  mipush,
  huawei,
  honor,
  oppo,
  vivo,
  wechat,
  whatsapp,
  telegram,
  signal,
  xmpp,
  mqtt,
  wifiCalling,
  ...own,
];
