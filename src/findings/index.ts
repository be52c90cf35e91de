import { apnsFallback } from './checks/apns-fallback.ts';
import { doubleNat } from './checks/double-nat.ts';
import { dropInvalidOrNotLoose } from './checks/drop-invalid-or-not-loose.ts';
import { establishedTimeoutLow } from './checks/established-timeout-low.ts';
import { exemptionBelowOffload } from './checks/exemption-below-offload.ts';
import { exemptionInPlace } from './checks/exemption-in-place.ts';
import { exemptionLost } from './checks/exemption-lost.ts';
import { exemptionMissing } from './checks/exemption-missing.ts';
import { exemptionNotNeeded } from './checks/exemption-not-needed.ts';
import { exemptionNotPersistent } from './checks/exemption-not-persistent.ts';
import { exemptionOneDirection } from './checks/exemption-one-direction.ts';
import { exemptionOneFamily } from './checks/exemption-one-family.ts';
import { exemptionPorts } from './checks/exemption-ports.ts';
import { flowOlderThanRule } from './checks/flow-older-than-rule.ts';
import { hardwareDesync } from './checks/hardware-desync.ts';
import { noPushFlow } from './checks/no-push-flow.ts';
import { offloadEviction } from './checks/offload-eviction.ts';
import { offloadSettingDiffers } from './checks/offload-setting-differs.ts';
import { otherAccelerator } from './checks/other-accelerator.ts';
import { pushPortBlocked } from './checks/push-port-blocked.ts';
import { tableFull } from './checks/table-full.ts';
import { turboAcc } from './checks/turbo-acc.ts';
import { undoArmed } from './checks/undo-armed.ts';
import { wanChanged } from './checks/wan-changed.ts';
import type { Check } from './finding.ts';

/** Every check, in the order in which equally grave findings are told. */
export const checks = [
  offloadEviction,
  exemptionMissing,
  exemptionLost,
  exemptionBelowOffload,
  exemptionOneDirection,
  exemptionOneFamily,
  exemptionPorts,
  exemptionInPlace,
  exemptionNotPersistent,
  exemptionNotNeeded,
  flowOlderThanRule,
  hardwareDesync,
  establishedTimeoutLow,
  tableFull,
  pushPortBlocked,
  apnsFallback,
  noPushFlow,
  otherAccelerator,
  turboAcc,
  doubleNat,
  wanChanged,
  dropInvalidOrNotLoose,
  offloadSettingDiffers,
  undoArmed,
] as const satisfies readonly Check[];
