import ipaddr from 'ipaddr.js';
import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';

const id = 'double-nat';
/** RFC 1918 and RFC 6598 (carriers). */
const behindAnother: ReadonlySet<string> = new Set(['private', 'carrierGradeNat']);

/** A second NAT upstream has a timeout of its own, which nothing here can see. */
export const doubleNat = cause({
  id,
  needs: ['wan'],
  look(_facts, { wan }) {
    const addresses = wan.addresses
      .map((address) => address.replace(/\/\d+$/, ''))
      .filter((a) => ipaddr.IPv4.isValid(a));
    if (addresses.length === 0) return nothing;
    const evidence = [{ source: 'ip addr', line: `${wan.device ?? 'wan'} ${addresses.join(' ')}` }];
    if (!addresses.every((address) => behindAnother.has(ipaddr.parse(address).range())))
      return ruledOut(id, { evidence });
    return found(id, 'note', { values: { address: addresses.join(', ') }, evidence });
  },
});
