import { describe, expect, it } from 'vitest';
import { prove } from '../../src/changes/prove.ts';
import { tellProof } from '../../src/changes/telling.ts';
import { languages } from '../../src/model/language.ts';
import { type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { exemptProof, type Kernel, kernelOf, proofOf } from '../../src/remedies/exempt/proof.ts';
import { type Proof, type Sample, sampleOf } from '../../src/remedies/proof.ts';
import type { Session } from '../../src/ssh/session.types.ts';
import { speak } from '../../src/words/words.ts';
import { hostKey, target } from './router.ts';
import { snapshotOf } from './snapshots.ts';

const affected: Kernel = { establishedS: 7440, flowS: 30, affected: true };
const params = { services: ['apns'], ports: [{ from: 5223, to: 5223 }], families: [], places: [] };
const repaired: Kernel = { ...affected, affected: false };

/** A line as 5.10 prints it; `left` null: offloaded. */
const line = (
  left: number | null,
  { port = 5223, sport = 43746, flags = '[ASSURED]', state = 'ESTABLISHED' } = {},
) =>
  `ipv4     2 tcp      6 ${left === null ? '' : `${left} ${state} `}src=192.168.1.100 dst=17.57.144.10 sport=${sport} dport=${port} packets=10 bytes=544 src=17.57.144.10 dst=203.0.113.1 sport=${port} dport=${sport} packets=6 bytes=336 ${left === null ? '[OFFLOAD]' : flags} mark=0 zone=0 use=2`;

const snapshotAt = (atS: number, lines: string[]) =>
  snapshotOf({
    clock: value({ epochS: 0, uptimeS: atS }),
    conntrack: value({ source: '/proc/net/nf_conntrack', lines, truncated: false, refused: 0 }),
    sysctls: value({ values: { nf_conntrack_tcp_timeout_established: 7440 } }),
  });
const seen = (...samples: [atS: number, ...lines: string[]][]): Sample[] =>
  samples.map(([atS, ...lines]) => sampleOf(snapshotAt(atS, lines)));

describe('what proves that a connection is kept', () => {
  it.each<[string, Sample[], Kernel, object]>([
    [
      'a new one, fresh and never offloaded',
      seen([100, line(7438)], [105, line(7433)]),
      affected,
      { kind: 'proven', how: { kind: 'never-offloaded', samples: 2, spanS: 5, leftS: 7433 } },
    ],
    [
      'the same on a repaired kernel',
      seen([100, line(7438)], [105, line(7433)]),
      repaired,
      { kind: 'proven', how: { kind: 'never-offloaded' } },
    ],
    [
      'one that was offloaded and came back',
      seen([90, line(null)], [100, line(7439)], [105, line(7440)]),
      affected,
      { kind: 'proven', how: { kind: 'came-back', leftS: 7440 } },
    ],
    [
      'one that had lost its flowtable in the reload, and spoke',
      seen([90, line(117)], [100, line(7439)], [105, line(7434)]),
      affected,
      { kind: 'proven', how: { kind: 'came-back', leftS: 7434 } },
    ],
    [
      'one idle longer than the old death',
      seen([500, line(7280)]),
      affected,
      { kind: 'proven', how: { kind: 'outlived', idleS: 160, leftS: 7280, deathS: 150 } },
    ],
    ['nothing at all', seen([100]), affected, { kind: 'waiting', evidence: [] }],
    [
      'one look at a fresh one: its next packet may yet be offloaded',
      seen([100, line(7438)]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'two looks too close together',
      seen([100, line(7440)], [101, line(7439)]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'one that is still offloaded',
      seen([100, line(null)], [105, line(null)]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'one back from the flowtable, counting down',
      seen([100, line(118)], [105, line(113)]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'one back from the flowtable of a repaired kernel',
      seen([100, line(7409)], [105, line(7404)]),
      repaired,
      { kind: 'waiting' },
    ],
    [
      'one idle for long on a repaired kernel: no proof, it would live anyway',
      seen([500, line(7280)]),
      repaired,
      { kind: 'waiting' },
    ],
    [
      'one not yet answered',
      seen([100, line(7438, { flags: '[UNREPLIED]' })], [105, line(7433, { flags: '[UNREPLIED]' })]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'one that is closing',
      seen([100, line(60, { state: 'FIN_WAIT' })], [105, line(55, { state: 'FIN_WAIT' })]),
      affected,
      { kind: 'waiting' },
    ],
    ['picked up in mid-stream', seen([100, line(300)], [105, line(295)]), affected, { kind: 'waiting' }],
    [
      'two connections, each seen once',
      seen([100, line(7438)], [105, line(7438, { sport: 50000 })]),
      affected,
      { kind: 'waiting' },
    ],
    [
      'a timeout nobody could read',
      seen([100, line(7438)], [105, line(7433)]),
      { ...affected, establishedS: null },
      { kind: 'waiting' },
    ],
    [
      'one offloaded under our eyes: the fix does not hold',
      seen([100, line(7438)], [105, line(null)]),
      affected,
      { kind: 'lost', evidence: [{}, {}] },
    ],
  ])('%s', (_, samples, kernel, proof) => {
    expect(proofOf(samples, kernel)).toMatchObject(proof);
  });

  it('the kernel is told by the sysctl it has or lacks, and unread sysctls tell nothing', () => {
    const kernel = (snapshot: Snapshot) => kernelOf(sampleOf(snapshot).timeouts ?? null);
    expect(kernel(snapshotAt(0, []))).toEqual(affected);
    const values = { nf_conntrack_tcp_timeout_established: 7440, nf_flowtable_tcp_timeout: 60 };
    expect(kernel({ ...snapshotAt(0, []), sysctls: value({ values }) })).toEqual({
      establishedS: 7440,
      flowS: 60,
      affected: false,
    });
    expect(kernel(snapshotOf({}))).toMatchObject({ affected: false, establishedS: null });
  });
});

describe('what an exemption is proven by', () => {
  it('is a connection to the ports it promised, and one that is forwarded', () => {
    const kept = [line(7438), line(7433)] as const;
    const proven = (...lines: readonly [string, string]) =>
      exemptProof(seen([100, lines[0]], [105, lines[1]]), params).kind;
    expect(proven(...kept)).toBe('proven');
    expect(proven(line(7438, { port: 5228 }), line(7433, { port: 5228 }))).toBe('waiting');
    expect(proven(line(7438, { port: 443 }), line(7433, { port: 443 }))).toBe('waiting');
    // Redirected to a program on the router, which answers in the server's stead.
    const local = kept.map((one) => one.replace('src=17.57.144.10', 'src=192.168.1.1'));
    expect(proven(local[0] ?? '', local[1] ?? '')).toBe('waiting');
  });

  it('cites what was read', () => {
    const [sample] = seen([1, line(null)]);
    const read = sample && exemptProof([{ ...sample, source: 'conntrack -L' }], params);
    expect(read?.evidence).toEqual([{ source: 'conntrack -L', line: line(null) }]);
  });
});

describe('watching for the proof', () => {
  const session: Session = {
    target,
    hostKey,
    remarks: [],
    isOpen: true,
    close: () => {},
    run: () => Promise.reject(new Error('only looks')),
  };
  const watch = (looks: string[][], seconds: number) => {
    let at = 0;
    const proofs: Proof[] = [];
    const take = () => Promise.resolve(snapshotAt(at * 5, looks[Math.min(at++, looks.length - 1)] ?? []));
    const cure = { proof: (samples: readonly Sample[]) => exemptProof(samples, params) };
    const done = prove({ session, take, cure, seconds, everyS: 0.01, onLook: (proof) => proofs.push(proof) });
    return done.then((proof) => ({ proof, looks: at, proofs }));
  };

  it('ends with the first proof', async () => {
    const { proof, looks } = await watch([[], [line(null)], [line(7440)], [line(7435)], [line(7430)]], 20);
    expect(proof).toMatchObject({ kind: 'proven', how: { kind: 'came-back' } });
    expect(looks).toBe(4);
  });

  it('ends when time is up, and says what it waits for', async () => {
    const { proof, proofs } = await watch([[line(null)]], 0.1);
    expect(proof).toMatchObject({ kind: 'waiting', evidence: [{ line: line(null) }] });
    expect(proofs.length).toBeGreaterThan(1);
  });

  it.each(languages)('is told in words (%s)', (language) => {
    for (const samples of [
      seen([100, line(7438)], [105, line(7433)]),
      seen([9, line(null)], [100, line(7439)], [105, line(7440)]),
      seen([500, line(7280)]),
      seen([1]),
      seen([1, line(7438)], [9, line(null)]),
    ]) {
      const { title, blocks, lines } = tellProof(proofOf(samples, affected), speak(language), {
        router: 'home',
        phone: 'Annas-iPhone',
      });
      expect(title).toContain('home');
      expect(title).not.toContain('cure.');
      expect(lines).not.toContainEqual(expect.objectContaining({ text: '' }));
      for (const block of blocks) if (block.kind === 'text') expect(block.text).not.toMatch(/[{}]|cure\./);
    }
  });
});
