import { z } from 'zod';
import { sysctlNames } from '../../kernel/sysctls.ts';
import type { Scripts } from '../remedy.ts';
import { raisingScripts, type Signer } from '../sysctl-lines.ts';

/** The settings this remedy raises, below /proc/sys/net/netfilter. */
export const settingName = z.enum([sysctlNames.established, sysctlNames.flowtable]);
export type SettingName = z.infer<typeof settingName>;

const seconds = z.int().min(0).max(2_147_483);

/** What is raised, from which value: what a revert gives back. */
export const timeoutParams = z.object({
  settings: z.array(z.object({ name: settingName, before: seconds, to: seconds })).min(1),
  /** This router reads /etc/sysctl.conf at its start. */
  persistent: z.boolean(),
});
export type TimeoutParams = z.infer<typeof timeoutParams>;

export const signer: Signer = { id: 'conntrack-timeout', version: 1 };

export const timeoutScripts = (params: TimeoutParams): Scripts => raisingScripts(signer, params);
