import type { Cause } from '../diagnosis/cause.ts';
import { apnsFallback } from './apns-fallback.ts';
import { dnsBlocked } from './dns-blocked.ts';
import { doubleNat } from './double-nat.ts';
import { dropInvalidOrNotLoose } from './drop-invalid-or-not-loose.ts';
import { establishedTimeoutLow } from './established-timeout-low.ts';
import { exemptionBelowOffload } from './exemption-below-offload.ts';
import { exemptionInPlace } from './exemption-in-place.ts';
import { exemptionLost } from './exemption-lost.ts';
import { exemptionMissing } from './exemption-missing.ts';
import { exemptionNotNeeded } from './exemption-not-needed.ts';
import { exemptionNotPersistent } from './exemption-not-persistent.ts';
import { exemptionOneDevice } from './exemption-one-device.ts';
import { exemptionOneDirection } from './exemption-one-direction.ts';
import { exemptionOneFamily } from './exemption-one-family.ts';
import { exemptionPorts } from './exemption-ports.ts';
import { flowOlderThanRule } from './flow-older-than-rule.ts';
import { foreignFirmware } from './foreign-firmware.ts';
import { hardwareDesync } from './hardware-desync.ts';
import { hardwareOneWay } from './hardware-one-way.ts';
import { ipv6NoRoute } from './ipv6-no-route.ts';
import { ipv6RouterLifetime } from './ipv6-router-lifetime.ts';
import { ipv6StalePrefix } from './ipv6-stale-prefix.ts';
import { mwan3 } from './mwan3.ts';
import { neighbourFailed } from './neighbour-failed.ts';
import { neverOffloaded } from './never-offloaded.ts';
import { noPushFlow } from './no-push-flow.ts';
import { offloadEviction } from './offload-eviction.ts';
import { offloadSettingDiffers } from './offload-setting-differs.ts';
import { offloadedWithoutRule } from './offloaded-without-rule.ts';
import { otherAccelerator } from './other-accelerator.ts';
import { pickedUp } from './picked-up.ts';
import { proxyIdleTimeout } from './proxy-idle-timeout.ts';
import { pushPortBlocked } from './push-port-blocked.ts';
import { rulesNotUnderstood } from './rules-not-understood.ts';
import { seenForgotten } from './seen-forgotten.ts';
import { tableFull } from './table-full.ts';
import { tableNotWhole } from './table-not-whole.ts';
import { transparentProxy } from './transparent-proxy.ts';
import { turboAcc } from './turbo-acc.ts';
import { undoArmed } from './undo-armed.ts';
import { wanChanged } from './wan-changed.ts';
import { wanRedial } from './wan-redial.ts';
import { wanRefused } from './wan-refused.ts';
import { wifiCalling } from './wifi-calling.ts';
import { wifiDropped } from './wifi-dropped.ts';
import { wifiRoaming } from './wifi-roaming.ts';
import { zapret } from './zapret.ts';

/** Every cause, in the order in which equally grave findings are told. */
export const causes = [
  offloadEviction,
  exemptionMissing,
  exemptionLost,
  exemptionBelowOffload,
  exemptionOneDirection,
  exemptionOneDevice,
  exemptionOneFamily,
  exemptionPorts,
  exemptionInPlace,
  exemptionNotPersistent,
  exemptionNotNeeded,
  flowOlderThanRule,
  offloadedWithoutRule,
  neverOffloaded,
  pickedUp,
  seenForgotten,
  rulesNotUnderstood,
  hardwareDesync,
  hardwareOneWay,
  establishedTimeoutLow,
  tableFull,
  pushPortBlocked,
  apnsFallback,
  noPushFlow,
  proxyIdleTimeout,
  transparentProxy,
  dnsBlocked,
  neighbourFailed,
  wifiDropped,
  wifiRoaming,
  tableNotWhole,
  wifiCalling,
  foreignFirmware,
  otherAccelerator,
  turboAcc,
  zapret,
  doubleNat,
  wanChanged,
  wanRedial,
  mwan3,
  wanRefused,
  ipv6NoRoute,
  ipv6StalePrefix,
  ipv6RouterLifetime,
  dropInvalidOrNotLoose,
  offloadSettingDiffers,
  undoArmed,
] as const satisfies readonly Cause[];
