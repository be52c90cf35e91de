import { expect, test } from 'vitest';
import { gatewayIn } from '../../src/app/cli/gateway.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

test.each([
  ['a home', 'eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n', '192.168.1.1'],
  [
    'behind other routes',
    'eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\neth0\t00000000\tFE00000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n',
    '10.0.0.254',
  ],
  ['a VPN without a gateway', 'wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0\n', null],
  ['half a route of a VPN', 'tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n', null],
  ['no network', '', null],
])('the way out of %s', (_what, rows, expected) => {
  expect(gatewayIn(`${head}${rows}`)).toBe(expected);
});
