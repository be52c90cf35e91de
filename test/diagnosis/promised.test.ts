import { expect, test } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import type { Plan } from '../../src/changes/plan.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { fw4File } from '../../src/firewall/signature.ts';
import { nft } from '../../src/probes/nft.ts';
import { services } from '../../src/push/services/index.ts';
import { offersFor, remedies } from '../../src/remedies/index.ts';
import { promisedBy } from '../../src/remedies/registry.ts';
import { isWrong, standingOf } from '../../src/watch/drift/drift.ts';
import { planFrom } from '../support/plans.ts';
import { snapshot as sceneSnapshot } from './scenes.ts';

const context = {
  routerId: 'r1',
  requestedBy: 'terminal:x',
  chat: { platform: 'terminal', chat: 'x' },
  now: 0,
} as const;

const rulesFor = (ports: string): string[] =>
  ['dport', 'sport'].map(
    (side) =>
      `tcp ${side} ${ports} ct state established,related counter accept comment "pushmedic:exempt:v2"`,
  );

const table = (...rules: string[]): string => `table inet fw4 {
  flowtable ft { hook ingress priority 0; devices = { lan, wan }; }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ${rules.join('\n    ')}
    meta l4proto { tcp, udp } flow add @ft
    ct state established,related accept
  }
}`;

const phone = (port: number, server = '17.57.144.10') =>
  `ipv4     2 tcp      6 7420 ESTABLISHED src=192.168.1.188 dst=${server} sport=56376 dport=${port} src=${server} dst=203.0.113.2 sport=${port} dport=56376 [ASSURED] mark=0 use=2`;
const offloaded = (port: number, server: string) =>
  `ipv4     2 tcp      6 src=192.168.1.189 dst=${server} sport=50111 dport=${port} src=${server} dst=203.0.113.2 sport=${port} dport=50111 [OFFLOAD] mark=0 use=2`;

/** An affected fw4 router on which these ports are exempt, in the live rules and in our file. */
const router = (live: string[], file: string[] = live, lines = [phone(5223)]) =>
  sceneSnapshot({
    nft: nft.parse({ status: 0, text: table(...live) }),
    own: {
      files:
        file.length === 0
          ? []
          : [
              {
                path: fw4File,
                text: `chain forward {\n\ttype filter hook forward priority filter; policy drop;\n${file.join('\n')}\n}`,
              },
            ],
      armed: [],
      foreign: [],
    },
    conntrack: { source: '/proc/net/nf_conntrack', lines, truncated: false, refused: 0 },
  });

const untouched = router([]);
/** The plan this release makes, with what it was made to promise. */
function planOf(ports: { from: number; to: number }[]): Plan {
  const plan = planFrom(untouched, context);
  const params = { ...(plan.offer.params as object), services: ['apns'], ports };
  return { ...plan, offer: { ...plan.offer, params: JSON.parse(JSON.stringify(params)) } };
}

/** How the watch, `/status` (which tells what was seen) and the diagnosis tell it. */
function told(snapshot: ReturnType<typeof router>, plan: Plan) {
  const drift = standingOf(snapshot, plan);
  const promised = (read: typeof snapshot) => promisedBy(remedies, [plan], read);
  const judgement = judge(snapshot, causes, { promised });
  return {
    watch: drift === null ? null : isWrong(drift),
    status: promised(snapshot).map(({ standing }) => standing),
    findings: judgement.findings.map(({ id, variant }) => (variant ? `${id}/${variant}` : id)),
    verdict: judgement.verdict,
    judgement,
  };
}

const apnsAlone = [{ from: 5223, to: 5223 }];
const bothPhones = [...apnsAlone, { from: 5228, to: 5230 }];

test('exempted for 5223 alone, as promised: in place for all of them', () => {
  const seen = told(router(rulesFor('5223')), planOf(apnsAlone));
  expect([seen.watch, seen.status]).toEqual([false, ['stands']]);
  expect(seen.findings).toContain('exemption-in-place/ours');
  expect(seen.findings).not.toContain('exemption-lost/applied');
  expect(seen.verdict).toBe('healthy');
});

test('exempted for 5223 alone, where more was promised: lost for all of them, and put back as it was promised', () => {
  const plan = planOf([...bothPhones, { from: 4100, to: 4100 }]);
  const snapshot = router(rulesFor('5223'));
  const seen = told(snapshot, plan);
  expect([seen.watch, seen.status]).toEqual([true, ['lost']]);
  expect(seen.findings).toContain('exemption-lost/applied');
  expect(seen.findings).not.toContain('exemption-in-place/ours');
  expect(seen.verdict).not.toBe('healthy');
  const { offers } = offersFor(seen.judgement.findings, { snapshot, flows: [] }, [plan.offer]);
  expect(offers.map(({ remedy, params }) => [remedy, params])).toMatchObject([
    ['exempt', { ports: [{ from: 4100, to: 4100 }, ...bothPhones] }],
  ]);
});

test('gone from the rules and still in our file: lost for all of them', () => {
  const seen = told(router([], rulesFor('5223')), planOf(apnsAlone));
  expect([seen.watch, seen.status]).toEqual([true, ['lost']]);
  expect(seen.findings).toContain('exemption-lost/applied');
});

test('live, and no longer in our file: lost for the watch, and the diagnosis says what will happen', () => {
  const seen = told(router(rulesFor('5223'), []), planOf(apnsAlone));
  expect([seen.watch, seen.status]).toEqual([true, ['lost']]);
  expect(seen.findings).toContain('exemption-not-persistent');
  expect(seen.findings).not.toContain('exemption-in-place/ours');
});

test('a port that a service has besides is nobody’s drift; a phone that needs it is told as that', () => {
  const asked = services.flatMap(({ ports }) => ports).some(({ from }) => from === 5228);
  expect(asked).toBe(true);
  const android = [phone(5223), offloaded(5228, '142.250.1.188')];
  const seen = told(router(rulesFor('5223'), rulesFor('5223'), android), planOf(apnsAlone));
  expect([seen.watch, seen.status]).toEqual([false, ['stands']]);
  expect(seen.findings).toContain('exemption-in-place/ours');
  expect(seen.findings).toContain('exemption-ports');
  expect(seen.findings).not.toContain('exemption-lost/applied');
});

test('without a plan the rules speak for themselves', () => {
  const { findings } = judge(router(rulesFor('5223')), causes);
  expect(findings.map(({ id }) => id)).toContain('exemption-in-place');
  const lost = judge(router([], rulesFor('5223')), causes);
  expect(lost.findings.map(({ id, variant }) => [id, variant])).toContainEqual(['exemption-lost', undefined]);
});
