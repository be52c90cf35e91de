import { z } from 'zod';
import { type AccountId, accountSchema } from '../model/address.ts';
import { languageSchema } from '../model/language.ts';
import { type Person, roleSchema } from '../model/person.ts';
import { plainName } from '../model/plain.ts';
import { recordKind } from '../redis/client/record.ts';
import { codeHash, newCode } from './code.ts';
import { acquaintances } from './met.ts';
import * as steps from './people-steps.ts';
import type { Store } from './store.types.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

const codeS = 15 * 60;
const silenceS = 24 * 3600;

const nameKind = recordKind('name', z.string());

const hash = z.record(z.string(), z.string());
const roles = z.record(z.string(), roleSchema);
const languages = z.record(z.string(), languageSchema);
const accounts = z.record(accountSchema, z.string());

/** People, their accounts, roles and languages. A household or a club has few: they are read together. */
export function people(shelf: StoreContext): Store['people'] {
  const { redis, key } = shelf;
  const hashes = [key('accounts'), key('roles'), key('languages')] as const;
  const names = key('names');
  const met = acquaintances(shelf);
  const load = async () => {
    const [known, role, language, name, seen] = await Promise.all([
      redis.hgetall(hashes[0]).then((found) => accounts.parse(found)),
      redis.hgetall(hashes[1]).then((found) => roles.parse(found)),
      redis.hgetall(hashes[2]).then((found) => languages.parse(found)),
      redis.hgetall(names).then((found) => hash.parse(found)),
      met.all(),
    ]);
    const person = (id: string, own: AccountId[]): Person => {
      const named = own.flatMap((account) => {
        const stored = name[account];
        return stored === undefined ? [] : tryRead(shelf, nameKind, `name:${account}`, stored);
      });
      return {
        id,
        accounts: own,
        role: role[id] ?? null,
        language: language[id] ?? null,
        spoken: seen(id)?.language ?? null,
        name: named[0] ?? own[0] ?? id,
      };
    };
    return { known, person };
  };
  type Known = Awaited<ReturnType<typeof load>>['known'];
  const accountsOf = (known: Known, id: string): AccountId[] =>
    Object.entries(known).flatMap(([account, person]) =>
      person === id ? [accountSchema.parse(account)] : [],
    );
  const rename = async (account: AccountId, said: string | undefined) => {
    const name = plainName(said ?? '');
    if (name !== null) await redis.hset(names, account, write(shelf, nameKind, `name:${account}`, name));
  };
  return {
    of: async (account) => {
      const { known, person } = await load();
      const id = known[account];
      return id === undefined ? person(account, [account]) : person(id, accountsOf(known, id));
    },
    list: async () => {
      const { known, person } = await load();
      return [...new Set(Object.values(known))].map((id) => person(id, accountsOf(known, id)));
    },
    claim: async (account, name, code) => {
      const done = await steps.claim(redis, [...hashes, key('claim')], [codeHash(code), account]);
      if (done === 1) await rename(account, name);
      return done === 1;
    },
    openClaim: async () => {
      const code = newCode();
      const open = await steps.openClaim(redis, [...hashes, key('claim')], [codeHash(code), codeS, '']);
      return open === 1 ? code : null;
    },
    renewClaim: async () => {
      const code = newCode();
      const open = await steps.openClaim(redis, [...hashes, key('claim')], [codeHash(code), codeS, 'NX']);
      return { isOwned: open === 0, code: open === 1 ? code : null };
    },
    setOwners: async (owners) => {
      if (owners.length > 0) await steps.setOwners(redis, hashes, owners);
    },
    setRole: async (account, to, name) => {
      const done = await steps.setRole(redis, hashes, [account, to ?? '']);
      if (done === 1) await rename(account, name);
      return done === 1;
    },
    met: async ({ id }, account, { name, language, zone }) => {
      await rename(account, name);
      await met.note(id, { language, zone });
    },
    setLanguage: async (account, to) => void (await steps.setLanguage(redis, hashes, [account, to])),
    openLink: async (account) => {
      const code = newCode();
      await redis.set(key('link', codeHash(code)), account, 'EX', codeS);
      return code;
    },
    link: async (account, code) =>
      (await steps.link(redis, [...hashes, key('link', codeHash(code))], [account])) === 1,
    refuseOnce: async (account) =>
      (await redis.set(key('refused', account), '1', 'EX', silenceS, 'NX')) === 'OK',
  };
}
