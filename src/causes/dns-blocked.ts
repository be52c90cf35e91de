import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { isBlocked, isDenying, isFake, keeperOf, listKeepers } from '../diagnosis/dns.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isOpen, isShared } from '../diagnosis/states.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { DnsAnswer, DnsReading } from '../probes/network.types.ts';

const id = 'dns-blocked';
/** Apple's couriers have a number in front; whether the name without one has an address is Apple's affair. */
const bare = 'courier.push.apple.com';
const routerItself = '127.0.0.1';

/**
 * A block list on the name server denies the names of the push services: new connections cannot be made, while one that
 * stands goes on until it breaks. Seen with public lists: blocklistproject/Lists#1741 and #2506, ph00lt0/blocklist#89.
 * Proven wrong by an address for each name. Names that no server answered are no sign of a list.
 */
export const dnsBlocked = cause({
  id,
  needs: [],
  look(facts) {
    const dns = readValue(facts.snapshot.dns);
    // Who is connected has found the server; where nobody is, it is what would have to be asked.
    if (!dns) return facts.flows.some(isOpen) ? nothing : cannotTell(id, { variant: 'unasked' });
    const blocked = dns.answers.filter((answer) => isBlocked(answer) && counts(answer, dns));
    if (blocked.length > 0 && !isHelpless(dns, blocked)) return tell(facts, dns, blocked);
    const told = dns.answers.filter(({ kind }) => kind === 'address');
    const evidence = told.slice(0, 2).map(answerEvidence);
    const open = dns.answers.filter(({ name, kind }) => name !== bare && kind !== 'address');
    if (open.length > 0) return cannotTell(id, { values: { names: namesOf(open) }, evidence });
    const faked = told.some(isFake);
    return ruledOut(id, { ...(faked ? { variant: 'fake' } : {}), evidence });
  },
});

/** dnsmasq refuses too when it cannot ask outside (seen with a full connection table); a list would be found. */
const isHelpless = (dns: DnsReading, blocked: readonly DnsAnswer[]): boolean =>
  blocked.every(({ kind }) => kind === 'refused') && !dns.lists.some(({ line }) => isDenying(line));

/** The bare name alone says nothing when it merely has no address. */
const counts = ({ name, kind, server }: DnsAnswer, { answers }: DnsReading): boolean =>
  name !== bare ||
  kind === 'null' ||
  kind === 'local' ||
  kind === 'refused' ||
  answers.some((other) => other.server === server && other.name.endsWith(`-${bare}`) && isBlocked(other));

function tell(facts: Facts, dns: DnsReading, blocked: readonly DnsAnswer[]) {
  const services = [...new Set(blocked.map(serviceOf))];
  const stand = (service: string) =>
    facts.flows.some((flow) => flow.service === service && isOpen(flow) && !isShared(flow));
  // What stands goes on until it breaks; and where iPhones are connected there may be no Android.
  const fatal = !stand('apns') && (services.includes('apns') || !stand('fcm'));
  const lists = dns.lists.filter(({ line }) => isDenying(line));
  const elsewhere = blocked.find(({ server }) => server !== routerItself)?.server;
  const keepers = lists.map(({ path }) => keeperOf(path)).filter((name) => name !== null);
  const known =
    keepers.length > 0
      ? keepers
      : listKeepers(readValue(facts.snapshot.config), readValue(facts.snapshot.programs));
  const values = { names: namesOf(blocked), keeper: [...new Set(known)].join(', '), server: elsewhere ?? '' };
  const evidence: Evidence[] = [
    ...blocked.slice(0, 3).map(answerEvidence),
    ...lists.slice(0, 3).map(({ path, line }) => ({ source: path, line })),
  ];
  return found(id, fatal ? 'fault' : 'risk', {
    variant: variantOf(known, lists.length, elsewhere),
    values,
    evidence,
  });
}

/** Who has to be told to let the names through. */
function variantOf(known: readonly string[], lists: number, elsewhere: string | undefined): string {
  if (lists === 0 && elsewhere !== undefined) return 'elsewhere';
  const [keeper] = known;
  if (keeper === 'adblock' || keeper === 'adblock-fast') return keeper;
  if (keeper === 'AdGuard Home') return 'adguard';
  if (keeper === 'dnsmasq') return 'dnsmasq';
  return keeper === undefined ? 'upstream' : 'other';
}

const serviceOf = ({ name }: DnsAnswer): string => (name.endsWith('apple.com') ? 'apns' : 'fcm');
const namesOf = (answers: readonly DnsAnswer[]): string =>
  [...new Set(answers.map(({ name }) => name))].join(', ');

const words: Readonly<Record<DnsAnswer['kind'], string>> = {
  address: '',
  null: '',
  local: '',
  nxdomain: 'NXDOMAIN',
  refused: 'REFUSED',
  failed: 'SERVFAIL',
  empty: 'no address',
  none: 'no answer',
};

const answerEvidence = ({ name, server, kind, addresses }: DnsAnswer): Evidence => ({
  source: `nslookup ${name} ${server}`,
  line: addresses.length > 0 ? addresses.join(' ') : words[kind],
});
