import { cause, found, nothing } from '../diagnosis/cause.ts';

const id = 'offload-setting-differs';

/** What UCI asks for and what the live rules do are two things: a missing target or a fallback is said nowhere else. */
export const offloadSettingDiffers = cause({
  id,
  needs: ['uci'],
  needsOneOf: ['nft', 'iptables'],
  look({ use, rules }, { uci }) {
    const evidence = uci.lines
      .filter((line) => line.includes('flow_offloading'))
      .map((line) => ({ source: 'uci show firewall', line }));
    if (uci.flowOffloading && use.software === false) return found(id, 'note', { variant: 'off', evidence });
    if (!uci.flowOffloading && use.software === true) return found(id, 'note', { variant: 'on', evidence });
    const fellBack = uci.flowOffloading && uci.flowOffloadingHw && use.hardware === false;
    return fellBack && rules.firewall === 'fw4'
      ? found(id, 'note', { variant: 'software', evidence })
      : nothing;
  },
});
