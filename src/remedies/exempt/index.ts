import { sh } from '../../ssh/quoting.ts';
import type { Remedy } from '../remedy.ts';
import { backEnds } from './back-ends.ts';
import { exemptFingerprint } from './fingerprint.ts';
import { exemptFootprint } from './footprint.ts';
import { uciNext } from './fw3-section.ts';
import { fw4Draft } from './fw4.ts';
import { type ExemptParams, exemptParams, portText } from './params.ts';
import { exemptProof } from './proof.ts';
import { propose } from './propose.ts';
import { exemptScripts } from './scripts.ts';
import { fw3File, fw4File, version } from './sign.ts';
import { exemptState } from './state.ts';

const familyNames = { ipv4: 'IPv4', ipv6: 'IPv6' };

/** Keeps push connections out of the flowtable: their packets are accepted before the rule that offloads them. */
export const exempt: Remedy<ExemptParams> = {
  id: 'exempt',
  version,
  params: exemptParams,
  cures: [
    'offload-eviction',
    'exemption-missing',
    'exemption-lost',
    'exemption-below-offload',
    'exemption-one-direction',
    'exemption-one-family',
    'exemption-ports',
    'exemption-not-persistent',
    'hardware-desync',
  ],
  inPlace: ['exemption-in-place'],
  needless: ['exemption-not-needed'],
  cost: 'none',
  needs: ['nft', 'iptables', 'uci', 'own'],
  propose,
  said({ ports, places, families }) {
    const values = {
      ports: ports.map((range) => portText(range, '–')).join(', '),
      chains: places.map(({ chain }) => chain).join(', '),
      families: families.map((family) => familyNames[family]).join(' + '),
    };
    return {
      title: { key: 'remedy.exempt.title', values },
      what: { key: 'remedy.exempt.what', values },
    };
  },
  places: ({ places }) =>
    places.map(({ firewall, chain }) => ({ name: chain, persistent: backEnds[firewall].persistent })),
  fingerprint: exemptFingerprint,
  scripts: exemptScripts,
  state: exemptState,
  footprint: exemptFootprint,
  halfWritten: [`${fw4File}.new`, fw4Draft, `${fw3File}.new`, uciNext],
  driftProbe: ({ places }) =>
    places
      .map(({ firewall, chain }) =>
        firewall === 'fw4' || firewall === 'nftables'
          ? // A reload shows in the handles.
            sh`nft -s -a list chain ${chain.split(' ')} 2>&1`
          : sh`${chain.split(' ').slice(0, 1)} -S FORWARD 2>&1`,
      )
      .join('\n'),
  proof: exemptProof,
};
