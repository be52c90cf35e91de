import ipaddr from 'ipaddr.js';

/** Which proxy connections to the platforms take. Addresses are `http://`, `https://`, `socks5://` or `socks5h://`, with user and password where the proxy asks for them. */
export interface ProxySetting {
  /** `PUSHMEDIC_PROXY`: for every connection to a platform, whatever the host. */
  always: string | null;
  /** As curl reads them (curl(1), "ENVIRONMENT"): only looked at where {@link always} is null. */
  https: string | null;
  http: string | null;
  all: string | null;
  /** Hosts reached without a proxy, separated by commas or blanks; `*` is all of them. */
  no: string;
}

/** No proxy at all. */
export const directly: ProxySetting = { always: null, https: null, http: null, all: null, no: '' };

const schemes = new Set(['http:', 'https:', 'socks5:', 'socks5h:']);

/** A proxy's address, or null when it is none that can be used. Without a scheme it is an HTTP proxy, as for curl. */
export function parseProxy(text: string): URL | null {
  const address = /^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return schemes.has(url.protocol) && url.hostname !== '' ? url : null;
}

/** The address as it may be said and logged: without user and password. */
export const shownProxy = (proxy: URL): string => `${proxy.protocol}//${proxy.host}`;

/** The proxy for a connection to `url` (http, https, ws or wss); null: none. */
export function proxyFor(url: string, setting: ProxySetting): URL | null {
  if (setting.always !== null) return parseProxy(setting.always);
  const { protocol, hostname } = new URL(url);
  const isSecure = protocol === 'https:' || protocol === 'wss:';
  const named = (isSecure ? setting.https : setting.http) ?? setting.all;
  return named === null || isExcepted(hostname, setting.no) ? null : parseProxy(named);
}

/** Whether `NO_PROXY` names the host: itself, a domain it is in, or a network (curl 7.86 and newer). */
function isExcepted(hostname: string, no: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return no
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => entry === '*' || isInDomain(host, entry) || isInNetwork(host, entry));
}

function isInDomain(host: string, entry: string): boolean {
  const domain = entry.replace(/^\*?\.|\.$/g, '').replace(/^\[|\]$/g, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isInNetwork(host: string, entry: string): boolean {
  if (!ipaddr.isValid(host) || !ipaddr.isValidCIDR(entry)) return false;
  const address = ipaddr.parse(host);
  const [network, bits] = ipaddr.parseCIDR(entry);
  return address.kind() === network.kind() && address.match(network, bits);
}
