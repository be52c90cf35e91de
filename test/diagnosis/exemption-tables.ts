import { type Facts, factsOf } from '../../src/diagnosis/facts.ts';
import { failed } from '../../src/probes/engine/probe.ts';
import { storedSnapshot } from '../support/captures.ts';
import type { Row } from './cause-tables.ts';
import { exempt, flow, offload, path, repaired, scene, slow, twoPaths } from './scenes.ts';

const storedFacts = (name: string): Facts => factsOf(storedSnapshot(`cases/${name}`));

export const cured = { paths: [path([exempt(), offload()])] };
export const kept = { ...cured, flows: [slow(7420)] };
export const v6Offloaded = [flow({ family: 'ipv6' })];
const ownFile = { own: { files: [{ path: '/etc/nftables.d/05-pushmedic.nft', text: '' }] } };
const byHand = exempt({ ours: false, line: 'tcp dport 5223 accept' });
export const oneWay = exempt({ directions: ['original'] });
export const noRules = { nft: failed('Operation not permitted'), paths: [], flows: [] };
export const hardware = { paths: [path([offload({ hardware: true })])] };
export const near = (state: string) => ({
  neighbours: {
    neighbours: [{ ip: '192.168.1.77', mac: '5a:11:22:33:44:77', device: 'br-lan', state }],
  },
});
export const leased = {
  leases: { leases: [{ mac: '5a:11:22:33:44:77', ip: '192.168.1.77', name: 'Bobs-iPhone', expires: 0 }] },
};
export const unnamed = {
  leases: { leases: [{ mac: '5a:11:22:33:44:77', ip: '192.168.1.77', name: null, expires: 0 }] },
};
export const atHome = { ...leased, ...near('REACHABLE') };
export const kernel = (version: string) => ({ system: { kernel: version } });

export const tunnel = (flag = '') =>
  `ipv4     2 udp      17 170 src=192.168.1.188 dst=192.0.2.9 sport=4500 dport=4500 ${flag}src=192.0.2.9 dst=203.0.113.2 sport=4500 dport=4500 mark=0 use=2`;

/** Causes that are about an exemption: there, missing, misplaced, half. */
export const exemptionTables: Record<string, Row[]> = {
  'exemption-missing': [
    ['affected, none', scene(), 'found note'],
    ['affected, in place', scene(cured), 'nothing'],
    ['repaired kernel, none', scene(repaired()), 'ruled out'],
    ['no offload rule', scene({ paths: [path([])] }), 'nothing'],
  ],
  'exemption-lost': [
    ['files there, rules not', scene(ownFile), 'found fault'],
    ['files and rules there', scene({ ...ownFile, ...cured }), 'nothing'],
    ['neither', scene(), 'nothing'],
    ['files there, repaired kernel', scene({ ...ownFile, ...repaired() }), 'nothing'],
  ],
  'exemption-below-offload': [
    ['below', scene({ paths: [path([offload(), exempt()])] }), 'found fault'],
    [
      'one direction above, one below',
      scene({ paths: [path([oneWay, offload(), exempt()])] }),
      'found fault',
    ],
    ['above', scene(cured), 'nothing'],
    ['below, repaired kernel', scene({ paths: [path([offload(), exempt()])], ...repaired() }), 'nothing'],
  ],
  'exemption-one-direction': [
    ['dport only', scene({ paths: [path([oneWay, offload()])] }), 'found fault'],
    ['dport and sport', scene(cured), 'nothing'],
    ['none', scene(), 'nothing'],
  ],
  'exemption-one-device': [
    [
      'the phone that is connected is kept out by its address',
      storedFacts('10-cured-by-device'),
      'found risk',
    ],
    ['all are kept out', scene(kept), 'nothing'],
    ['none is', scene(), 'nothing'],
  ],
  'exemption-one-family': [
    [
      'iptables only',
      scene({ paths: twoPaths([exempt(), offload()], [offload()]), flows: v6Offloaded }),
      'found fault',
    ],
    [
      'iptables only, nobody connected',
      scene({ paths: twoPaths([exempt(), offload()], [offload()]), flows: [] }),
      'found fault',
    ],
    [
      'iptables only, IPv4 kept',
      scene({ paths: twoPaths([exempt(), offload()], [offload()]), flows: [slow(7420)] }),
      'found risk',
    ],
    [
      'inet table, IPv4 rule only',
      scene({ paths: [path([exempt({ families: ['ipv4'] }), offload()])], flows: v6Offloaded }),
      'found fault',
    ],
    ['both', scene({ paths: twoPaths([exempt(), offload()], [exempt(), offload()]) }), 'nothing'],
    ['IPv6 not offloaded at all', scene({ paths: twoPaths([exempt(), offload()], []) }), 'nothing'],
    ['none', scene({ paths: twoPaths([offload()], [offload()]) }), 'nothing'],
  ],
  'exemption-ports': [
    [
      'APNs exempt, an Android here',
      scene({
        paths: [path([exempt({ ports: [{ from: 5223, to: 5223 }] }), offload()])],
        flows: [flow({ port: 5228, service: 'fcm' })],
      }),
      'found fault',
    ],
    [
      'APNs exempt, no Android here',
      scene({ paths: [path([exempt({ ports: [{ from: 5223, to: 5223 }] }), offload()])] }),
      'nothing',
    ],
    ['both exempt', scene({ ...cured, flows: [flow({ port: 5228, service: 'fcm' })] }), 'nothing'],
  ],
  'exemption-in-place': [
    ['ours', scene(cured), 'found good/ours'],
    ['the article’s two rules', scene({ paths: [path([byHand, offload()])] }), 'found good/foreign'],
    ['below', scene({ paths: [path([offload(), exempt()])] }), 'nothing'],
    ['repaired kernel', scene({ ...cured, ...repaired() }), 'nothing'],
  ],
  'exemption-not-persistent': [
    ['live only', scene(kept), 'found risk'],
    ['by hand, no file', scene({ ...kept, paths: [path([byHand, offload()])] }), 'found risk'],
    ['live only, and a connection is offloaded all the same', scene(cured), 'nothing'],
    ['with our file', scene({ ...kept, ...ownFile }), 'ruled out'],
    [
      'fw3, script without the section that names it',
      scene({
        paths: twoPaths([exempt(), offload()], [exempt(), offload()]),
        flows: [slow(7420)],
        own: { files: [{ path: '/etc/pushmedic.fw3.sh', text: '' }] },
      }),
      'found risk',
    ],
    [
      'fw3, script and section',
      scene({
        paths: twoPaths([exempt(), offload()], [exempt(), offload()]),
        flows: [slow(7420)],
        own: {
          files: [
            { path: '/etc/pushmedic.fw3.sh', text: '' },
            { path: 'firewall.pushmedic', text: '' },
          ],
        },
      }),
      'ruled out',
    ],
    [
      'by hand, a file of somebody else',
      scene({
        ...kept,
        paths: [path([byHand, offload()])],
        own: { foreign: ['/etc/nftables.d/10-push.nft'] },
      }),
      'unknown',
    ],
    ['plain nftables', scene({ ...kept, paths: [path([exempt(), offload()], 'nftables')] }), 'unknown'],
    ['none', scene(), 'nothing'],
  ],
  'exemption-not-needed': [
    ['ours on a repaired kernel', scene({ ...cured, ...repaired() }), 'found note'],
    ['only our file left', scene({ ...ownFile, ...repaired() }), 'found note'],
    [
      'somebody’s on a repaired kernel',
      scene({ paths: [path([byHand, offload()])], ...repaired() }),
      'nothing',
    ],
    ['ours on an affected kernel', scene(cured), 'nothing'],
  ],
};
