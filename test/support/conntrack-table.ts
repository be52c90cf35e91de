/** Pseudo-random whole numbers below `n`, the same in every run. */
function numbers(seed = 12_345): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
}

/**
 * A table of `entries` as /proc prints it: what a busy household has (HTTPS, DNS, IPv6, closed connections), `push` of
 * them push connections.
 */
export function conntrackTable(entries: number, push: number): string[] {
  const below = numbers();
  const hex = (n: number) => n.toString(16).padStart(4, '0');
  const every = Math.floor(entries / push);
  const counters = () => `packets=${below(9999)} bytes=${below(9_999_999)}`;
  return Array.from({ length: entries }, (_, at) => {
    const port = 32_768 + below(28_000);
    const phone = `192.168.1.${2 + below(250)}`;
    const flow = (proto: string, timer: string, server: string, dport: number, end: string) =>
      `ipv4     2 ${proto} ${timer}src=${phone} dst=${server} sport=${port} dport=${dport} ${counters()} ` +
      `src=${server} dst=203.0.113.2 sport=${dport} dport=${port} ${counters()} ${end}`;
    if (at % every === 7 && at / every < push)
      return flow('tcp      6', '', `17.57.144.${below(250)}`, 5223, '[OFFLOAD] mark=0 zone=0 use=3');
    const server = `${20 + below(180)}.${below(256)}.${below(256)}.${below(256)}`;
    const kind = below(10);
    if (kind < 5)
      return flow('tcp      6', `${below(7440)} ESTABLISHED `, server, 443, '[ASSURED] mark=0 zone=0 use=2');
    if (kind < 7) return flow('udp      17', `${below(180)} `, server, 53, 'mark=0 zone=0 use=2');
    if (kind < 8)
      return flow('tcp      6', `${below(120)} TIME_WAIT `, server, 80, '[ASSURED] mark=0 zone=0 use=2');
    const here = `fd00:0001:0000:0000:0000:0000:0000:${hex(below(65_536))}`;
    const there = `2a00:1450:4001:0${hex(below(4096)).slice(1)}:0000:0000:0000:${hex(below(65_536))}`;
    return (
      `ipv6     10 tcp      6 src=${here} dst=${there} sport=${port} dport=443 ${counters()} ` +
      `src=${there} dst=${here} sport=443 dport=${port} ${counters()} [OFFLOAD] mark=0 zone=0 use=3`
    );
  });
}
