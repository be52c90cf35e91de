import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, explainBug } from '../../src/chat/explain.ts';
import type { Cause, Failure } from '../../src/model/failure.ts';
import { languages } from '../../src/model/language.ts';

const key = (sha256: string) => ({ type: 'ssh-ed25519', sha256 });
/** One of each cause; the compiler names a forgotten one. */
const samples: { [C in Cause]: Extract<Failure, { cause: C }> } = {
  'address-invalid': { cause: 'address-invalid', input: 'root@1' },
  'address-forbidden': { cause: 'address-forbidden', host: 'h', address: '127.0.0.1' },
  'host-unknown': { cause: 'host-unknown', host: 'h' },
  unreachable: { cause: 'unreachable', host: 'h', port: 2222, detail: 'EHOSTUNREACH' },
  refused: { cause: 'refused', host: 'h', port: 2222 },
  timeout: { cause: 'timeout', stage: 'auth', seconds: 20 },
  'host-key-unknown': { cause: 'host-key-unknown', host: 'h', got: key('SHA256:got') },
  'host-key-changed': {
    cause: 'host-key-changed',
    host: 'h',
    expected: key('SHA256:expected'),
    got: key('SHA256:got'),
  },
  'phone-unknown': { cause: 'phone-unknown', name: 'toaster', known: ['Annas-iPhone'] },
  'test-running': { cause: 'test-running', phone: 'Annas-iPhone' },
  'test-too-many': { cause: 'test-too-many', phone: 'Annas-iPhone', minutes: 12 },
  'auth-rejected': { cause: 'auth-rejected', user: 'root', host: 'h' },
  'no-common-algorithm': { cause: 'no-common-algorithm', host: 'h', detail: 'ssh-dss' },
  'not-ssh': { cause: 'not-ssh', host: 'h', port: 2222, detail: 'HTTP/1.1 400' },
  'connection-lost': { cause: 'connection-lost', detail: 'no-answer' },
  'output-too-large': { cause: 'output-too-large', limitBytes: 4194304 },
  'not-a-router': { cause: 'not-a-router', seen: 'RouterOS' },
  'router-os': { cause: 'router-os', seen: 'bad command name eval (line 1 column 1)' },
  'key-file': { cause: 'key-file', path: '/k', detail: 'encrypted' },
  'capture-file': { cause: 'capture-file', path: '/c', detail: 'none' },
  'router-unknown': { cause: 'router-unknown', name: 'n', known: ['a', 'b'] },
  'router-gone': { cause: 'router-gone' },
  'router-exists': { cause: 'router-exists', name: 'n' },
  'router-name': { cause: 'router-name', name: 'n' },
  'person-invalid': { cause: 'person-invalid', input: 'x' },
  'person-name': { cause: 'person-name', input: '@x' },
  'contact-unknown': { cause: 'contact-unknown' },
  'deny-self': { cause: 'deny-self' },
  'last-owner': { cause: 'last-owner' },
  'router-unnamed': { cause: 'router-unnamed', known: ['a', 'b'] },
  'no-router': { cause: 'no-router' },
  'command-unknown': { cause: 'command-unknown', name: 'n' },
  'press-gone': { cause: 'press-gone' },
  'plan-gone': { cause: 'plan-gone' },
  'plan-taken': { cause: 'plan-taken' },
  'plan-stale': { cause: 'plan-stale' },
  'router-busy': { cause: 'router-busy', router: 'r' },
  'step-failed': { cause: 'step-failed', step: 'reload', said: 'no space', untouched: true },
  'nothing-to-revert': { cause: 'nothing-to-revert', router: 'r' },
  'not-allowed': { cause: 'not-allowed', needs: 'owner' },
  'claim-wrong': { cause: 'claim-wrong' },
  'link-wrong': { cause: 'link-wrong' },
  usage: { cause: 'usage', usage: '/x' },
  'zone-unknown': { cause: 'zone-unknown', input: 'x' },
  'config-invalid': { cause: 'config-invalid', problems: ['A: wrong', 'B: wrong'] },
  'token-rejected': { cause: 'token-rejected', platform: 'Discord' },
  redis: { cause: 'redis', detail: 'down' },
  'data-newer': { cause: 'data-newer', found: 3, reads: 1 },
  'bot-away': { cause: 'bot-away', path: '/d' },
  'data-dir-in-use': { cause: 'data-dir-in-use', path: '/d', pid: 4711 },
};

const wordsOf = (reply: ReturnType<typeof explain>): string => JSON.stringify(reply);

describe.each(languages)('explain in %s', (language) => {
  it.each(Object.values(samples))('says $cause in three parts', (failure) => {
    const reply = explain(failure, language);
    const texts = reply.blocks.filter((block) => block.kind === 'text');
    expect(reply).toMatchObject({ tone: 'bad', buttons: [] });
    expect([reply.title, ...texts.map(({ text }) => text)].filter((part) => part.trim() !== '')).toHaveLength(
      3,
    );
    // Neither a placeholder without its value nor the name of a word that is missing.
    expect(wordsOf(reply)).not.toMatch(/\{[a-z]+\}|failure\.[a-z]|undefined|\[object/i);
  });

  it('shows both fingerprints of a changed host key and the way to trust the new one', () => {
    const said = wordsOf(explain(samples['host-key-changed'], language));
    expect(said).toContain('ssh-ed25519 SHA256:expected');
    expect(said).toContain('ssh-ed25519 SHA256:got');
    expect(said).toContain('/router add');
  });

  it('says codes in words and an empty list as none', () => {
    expect(wordsOf(explain(samples.unreachable, language))).not.toContain('EHOSTUNREACH');
    expect(wordsOf(explain(samples['connection-lost'], language))).not.toContain('no-answer');
    expect(wordsOf(explain(samples['key-file'], language))).toContain('ssh-keygen -p');
    const none = explain({ cause: 'router-unknown', name: 'n', known: [] }, language);
    expect(wordsOf(none)).toMatch(/none yet|还没有|還沒有/);
  });

  it('tells a bug by its id', () => {
    expect(wordsOf(explainBug('b7f3', language))).toContain('b7f3');
  });

  it('bounds and flattens whatever a router or a chat put into a field', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.constant('{x} <b>\'{# "'));
    fc.assert(
      fc.property(hostile, (input) => {
        const { title } = explain({ cause: 'address-invalid', input }, language);
        expect(title.length).toBeLessThan(700);
        expect(title).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});
