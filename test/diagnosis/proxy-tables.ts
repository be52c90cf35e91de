import { failed } from '../../src/probes/engine/probe.ts';
import type { Row } from './cause-tables.ts';
import {
  at,
  beside,
  config,
  dnsOnly,
  everything,
  guestOnly,
  intercepted,
  nftRules,
  openclash,
  redirected,
  running,
  zapretRules,
} from './network-scenes.ts';
import { repaired, scene, slow } from './scenes.ts';

/** Programs on the router that hold push connections. */
export const proxyTables: Record<string, Row[]> = {
  'transparent-proxy': [
    [
      'redirected, by OpenClash',
      scene({ flows: [redirected()], ...beside, ...intercepted(openclash) }),
      'found risk/openclash',
    ],
    [
      'redirected, and one that is not',
      scene({ flows: [redirected(), slow(7000)], ...beside, ...intercepted(openclash) }),
      'found risk/openclash',
    ],
    ['redirected, by who knows what', scene({ flows: [redirected()] }), 'found risk/unnamed'],
    [
      'redirected, Xray listens',
      scene({ flows: [redirected(12345)], ...running('xray', 'dnsmasq') }),
      'found risk/xray',
    ],
    [
      'redirected, something else runs',
      scene({ flows: [redirected()], ...running('redsocks2') }),
      'found risk/other',
    ],
    [
      'untranslated where others are translated',
      scene({
        flows: [at(slow(7400), '192.168.1.188')],
        wan: { addresses: ['203.0.113.2'] },
        ...running('sing-box'),
      }),
      'found risk/sing-box',
    ],
    [
      'it runs and lets push pass',
      scene({ flows: [slow(7000)], ...beside, ...intercepted(openclash), ...running('clash') }),
      'ruled out/around',
    ],
    ['nothing of the kind', scene({ flows: [slow(7000)] }), 'ruled out'],
    [
      'nobody connected, all of TCP is taken',
      scene({ flows: [], ...beside, ...intercepted(everything) }),
      'found risk/rules',
    ],
    [
      'nobody connected, a list decides',
      scene({ flows: [], ...beside, ...intercepted(openclash) }),
      'unknown/rules',
    ],
    [
      'nobody connected, DNS only is taken',
      scene({ flows: [], ...beside, ...intercepted(dnsOnly) }),
      'ruled out',
    ],
    [
      'nobody connected, the guest network only',
      scene({ flows: [], ...beside, ...intercepted(guestOnly) }),
      'ruled out',
    ],
    ['nobody connected, no rule can', scene({ flows: [], ...intercepted('', 'none') }), 'ruled out'],
    ['nobody connected, rules not told', scene({ flows: [], ...intercepted('unread nft') }), 'unknown'],
    [
      'nobody connected, daed',
      scene({ flows: [], ...intercepted(''), ...running('daed') }),
      'unknown/kernel',
    ],
    ['nobody connected, rules unread, a proxy runs', scene({ flows: [], ...running('mihomo') }), 'unknown'],
    ['nobody connected, nothing read', scene({ flows: [] }), 'nothing'],
    ['conntrack unreadable', scene({ conntrack: failed('Permission denied'), flows: [] }), 'unknown'],
  ],
  'proxy-idle-timeout': [
    [
      'written down, short',
      scene({ flows: [redirected()], ...intercepted('idle /tmp/etc/passwall/TCP.json:"connIdle": 300') }),
      'found fault',
    ],
    [
      'written down, long',
      scene({ flows: [redirected()], ...intercepted('idle /tmp/etc/passwall/TCP.json:"connIdle": 3600') }),
      'ruled out',
    ],
    ['Xray as it comes', scene({ flows: [redirected()], ...running('xray') }), 'found risk/usual'],
    ['v2rayA without its core', scene({ flows: [redirected()], ...running('v2raya') }), 'unknown'],
    ['mihomo', scene({ flows: [redirected()], ...running('mihomo') }), 'unknown'],
    ['push passes by', scene({ flows: [slow(7000)], ...running('xray') }), 'nothing'],
  ],
  zapret: [
    ['a flow table of its own, affected kernel', scene(nftRules(zapretRules)), 'found risk'],
    ['the same, repaired kernel', scene({ ...nftRules(zapretRules), ...repaired() }), 'found note'],
    [
      'it runs and leaves offloading alone',
      scene({ ...nftRules('table inet zapret {\n}\n'), ...running('nfqws') }),
      'ruled out',
    ],
    [
      'it is set to leave it alone',
      scene({
        ...nftRules('table inet fw4 {\n}\n'),
        config: config({ zapret: "config main 'config'\n\toption FLOWOFFLOAD 'donttouch'" }),
      }),
      'ruled out',
    ],
    ['not there', scene(nftRules('table inet fw4 {\n}\n')), 'nothing'],
    ['rules unreadable', scene({ nft: failed('Operation not permitted') }), 'unknown'],
  ],
};
