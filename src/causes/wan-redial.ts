import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { lineEvidence } from '../diagnosis/evidence.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { NetworkInterface } from '../probes/network.types.ts';

const id = 'wan-redial';
/** As long as a phone may be silent: what the last dial broke is noticed by then. */
const recentS = 1800;
/** Dials in the log that are no longer chance. */
const often = 3;
/** Seconds within which the line comes up after the router does. */
const bootS = 600;

/**
 * The line outside was dialled anew. Each time the address changes, or fw4 reloads, and IPv4 connections that were
 * translated are gone, exempt or not (seen on OpenWrt 24.10: `ifup wan` removes every masqueraded entry of port 5223).
 * Up times are netifd's own. Proven wrong by a line that has been up for longer than the phone was silent.
 */
export const wanRedial = cause({
  id,
  needs: [],
  look({ snapshot }) {
    if (snapshot.interfaces.kind === 'failed') return cannotTell(id);
    const line = outside(readValue(snapshot.interfaces)?.interfaces ?? []);
    if (!line || line.uptimeS === null) return nothing;
    const { name, uptimeS } = line;
    const log = readValue(snapshot.log)?.lines ?? [];
    const ups = lineEvidence('logread', log, upLine(name), often + 1);
    const values = { name, minutes: Math.round(uptimeS / 60), n: ups.length };
    const shown = { source: 'ubus call network.interface dump', line: `${name}: "uptime": ${uptimeS}` };
    const evidence = [shown, ...ups.slice(-2)];
    if (ups.length >= often) return found(id, 'risk', { variant: 'often', values, evidence });
    const router = readValue(snapshot.clock)?.uptimeS;
    const sinceBoot = router !== undefined && router - uptimeS < bootS;
    return uptimeS < recentS && !sinceBoot
      ? found(id, 'note', { values, evidence })
      : ruledOut(id, { values, evidence });
  },
});

/** The interface of the default route of IPv4, which is the family that is translated. */
const outside = (interfaces: readonly NetworkInterface[]): NetworkInterface | undefined =>
  interfaces.find(({ up, defaults }) => up && defaults.includes('ipv4'));

/** netifd's `interface.c`: `Interface 'wan' is now up`. Names are netifd's, but are told by a router. */
const upLine = (name: string): RegExp => new RegExp(`Interface '${name.replace(/[^\w-]/g, '.')}' is now up$`);
