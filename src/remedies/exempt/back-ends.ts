import type { BackEnd } from './back-end.ts';
import { fw3 } from './fw3.ts';
import { fw4 } from './fw4.ts';
import { iptables } from './iptables.ts';
import { nftables } from './nftables.ts';
import type { ExemptParams } from './params.ts';

/** Every firewall an exemption can be written for. A new one: a file here and a line. */
export const backEnds = { fw4, fw3, nftables, iptables } satisfies Record<BackEnd['id'], BackEnd>;

/** The back ends that some places need, each with its chains. */
export const backEndsOf = (
  places: ExemptParams['places'],
): { backEnd: BackEnd; chains: [string, ...string[]] }[] =>
  Object.values(backEnds).flatMap((backEnd) => {
    const [first, ...more] = places
      .filter(({ firewall }) => firewall === backEnd.id)
      .map(({ chain }) => chain);
    return first === undefined ? [] : [{ backEnd, chains: [first, ...more] }];
  });
