import type { Row } from './cause-tables.ts';
import { interfaces, lan, link, online6, pool, six, wan6 } from './network-scenes.ts';
import { attempt, scene, slow } from './scenes.ts';

/** Causes that only IPv6 has. */
export const ipv6Tables: Record<string, Row[]> = {
  'ipv6-no-route': [
    ['a way out', scene(online6), 'ruled out'],
    [
      'none, and a phone tries',
      scene({ ...interfaces(link({}), lan), flows: [six(attempt(90))] }),
      'found fault',
    ],
    [
      'none, and devices have addresses',
      scene({
        ...interfaces(link({}), lan),
        flows: [],
        neighbours: {
          neighbours: [{ ip: '2001:db8:7::188', mac: '3c:06:30:12:34:56', device: 'br-lan', state: 'STALE' }],
        },
      }),
      'found risk',
    ],
    [
      'announced against better knowledge',
      scene({
        ...interfaces(link({}), link({ ...lan, assigned: [] })),
        config: pool("option ra 'server'", "option ra_default '1'"),
      }),
      'found risk/forced',
    ],
    [
      'addresses of the house only',
      scene(interfaces(link({}), { ...lan, assigned: [{ ip: 'fd00:7::', prefix: 60, preferredS: null }] })),
      'ruled out/none',
    ],
    ['one that is answered', scene({ ...interfaces(link({}), lan), flows: [six(slow(7000))] }), 'ruled out'],
    [
      'a way out, and an attempt waits',
      scene({ ...online6, flows: [six(attempt(90))] }),
      'unknown/unanswered',
    ],
    ['unread, and an attempt waits', scene({ flows: [six(attempt(90))] }), 'unknown'],
    ['unread, and nobody asks', scene({ flows: [] }), 'nothing'],
  ],
  'ipv6-stale-prefix': [
    ['of the prefix', scene({ ...online6, flows: [six(slow(7000))] }), 'ruled out'],
    ['of another', scene({ ...online6, flows: [six(slow(7000), '2001:db8:1::188')] }), 'found risk'],
    [
      'of another, unanswered',
      scene({ ...online6, flows: [six(attempt(90), '2001:db8:1::188')] }),
      'found fault',
    ],
    [
      'of one that is deprecated',
      scene({
        ...interfaces(link({}), wan6, {
          ...lan,
          assigned: [
            { ip: '2001:db8:7::', prefix: 60, preferredS: 0 },
            { ip: '2001:db8:9::', prefix: 60, preferredS: 3000 },
          ],
        }),
        flows: [six(slow(7000))],
      }),
      'found risk',
    ],
    ['of the house', scene({ ...online6, flows: [six(slow(7000), 'fd00:7::188')] }), 'nothing'],
    ['IPv4', scene(online6), 'nothing'],
    ['unread', scene({ flows: [six(slow(7000))] }), 'nothing'],
  ],
  'ipv6-router-lifetime': [
    ['as odhcpd does', scene({ ...online6, config: pool("option ra 'server'") }), 'ruled out'],
    [
      'an hour',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '3600'") }),
      'ruled out',
    ],
    [
      'ten minutes',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '300'") }),
      'found risk',
    ],
    [
      'none',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '0'") }),
      'found note/zero',
    ],
    ['relayed', scene({ ...online6, config: pool("option ra 'relay'") }), 'unknown/relay'],
    ['not announced', scene({ ...online6, config: pool("option ra_lifetime '300'") }), 'nothing'],
    [
      'no IPv6 here',
      scene({ ...interfaces(link({}), lan), config: pool("option ra 'server'", "option ra_lifetime '300'") }),
      'nothing',
    ],
    ['settings unread', scene({ ...online6, flows: [six(slow(7000))] }), 'nothing'],
  ],
};
