import { step } from '../redis/client/step.ts';

/**
 * KEYS: [1] account → person, [2] person → role, [3] person → language, [4] the code. A person's id is that of the
 * account they came with; an account that is not in [1] is a person by itself.
 */
const personOf = `
  local function personOf(account)
    local person = redis.call('HGET', KEYS[1], account)
    if not person then
      person = account
      redis.call('HSET', KEYS[1], account, person)
    end
    return person
  end
`;

/** ARGV: hash of the code, account. */
export const claim = step(`${personOf}
  if redis.call('GET', KEYS[4]) ~= ARGV[1] then return 0 end
  redis.call('DEL', KEYS[4])
  redis.call('HSET', KEYS[2], personOf(ARGV[2]), 'owner')
  return 1
`);

/** ARGV: hash of the code, seconds, `NX` to leave one that is open. 0: owned; 1: opened; 2: one is open. */
export const openClaim = step(`
  for _, role in ipairs(redis.call('HVALS', KEYS[2])) do
    if role == 'owner' then return 0 end
  end
  if ARGV[3] == 'NX' and redis.call('EXISTS', KEYS[4]) == 1 then return 2 end
  redis.call('SET', KEYS[4], ARGV[1], 'EX', ARGV[2])
  return 1
`);

/** ARGV: accounts. Who was an owner and is not among them is nobody from now on. */
export const setOwners = step(`${personOf}
  local named = {}
  for _, account in ipairs(ARGV) do named[personOf(account)] = true end
  local roles = redis.call('HGETALL', KEYS[2])
  for i = 1, #roles, 2 do
    if roles[i + 1] == 'owner' and not named[roles[i]] then redis.call('HDEL', KEYS[2], roles[i]) end
  end
  for person in pairs(named) do redis.call('HSET', KEYS[2], person, 'owner') end
  return 1
`);

/** ARGV: account, language. */
export const setLanguage = step(`${personOf}
  redis.call('HSET', KEYS[3], personOf(ARGV[1]), ARGV[2])
  return 1
`);

/** ARGV: account, role ('' for none). 0: nobody would be an owner any more. */
export const setRole = step(`${personOf}
  local person = personOf(ARGV[1])
  if redis.call('HGET', KEYS[2], person) == 'owner' and ARGV[2] ~= 'owner' then
    local owners = 0
    for _, role in ipairs(redis.call('HVALS', KEYS[2])) do
      if role == 'owner' then owners = owners + 1 end
    end
    if owners < 2 then return 0 end
  end
  if ARGV[2] == '' then redis.call('HDEL', KEYS[2], person) else redis.call('HSET', KEYS[2], person, ARGV[2]) end
  return 1
`);

/**
 * ARGV: account. Joins that account's person to the one who opened the code. Refused when it would raise the opener:
 * otherwise who talks an owner into typing a code becomes an owner.
 */
export const link = step(`${personOf}
  local opener = redis.call('GET', KEYS[4])
  if not opener then return 0 end
  local rank = { viewer = 1, operator = 2, owner = 3 }
  local person, joining = personOf(opener), personOf(ARGV[1])
  if person ~= joining then
    local had = rank[redis.call('HGET', KEYS[2], person) or ''] or 0
    local brings = rank[redis.call('HGET', KEYS[2], joining) or ''] or 0
    if brings > had then return 0 end
    local accounts = redis.call('HGETALL', KEYS[1])
    for i = 1, #accounts, 2 do
      if accounts[i + 1] == joining then redis.call('HSET', KEYS[1], accounts[i], person) end
    end
    local language = redis.call('HGET', KEYS[3], joining)
    if language then redis.call('HSETNX', KEYS[3], person, language) end
    redis.call('HDEL', KEYS[2], joining)
    redis.call('HDEL', KEYS[3], joining)
  end
  redis.call('DEL', KEYS[4])
  return 1
`);
