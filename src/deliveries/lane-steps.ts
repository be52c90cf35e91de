import { step } from '../redis/client/step.ts';

/**
 * A lane is what waits for one chat. Its keys: [1] headers in order, [2] id → body, [3] state: `flight` (header of the
 * message being delivered), `tries` (of it), `turn` (name of the job that works on the lane), `paced` (it waits only
 * because the message in flight is progress that came too soon), [4] chats with a lane.
 * A header is JSON `{i: id, k: key, r: revision, t: transient}`.
 */

/**
 * KEYS[5]: the key's message, [6] chats that moved. ARGV: header, body, chat, name for a new turn, chat's name in [6].
 * Gives the turn that will deliver it; `moved` when the chat has another id by now; nothing when something as new is
 * there already. A waiting transient revision of the same key gives up its place. Where the turn waits for the time of
 * mere progress, what is more than that gets a turn of its own, at once.
 */
export const push = step(`
  if redis.call('HEXISTS', KEYS[6], ARGV[5]) == 1 then return 'moved' end
  local new = cjson.decode(ARGV[1])
  local known = redis.call('HGET', KEYS[5], 'revision')
  if known and tonumber(known) >= new.r then return false end
  local flight = redis.call('HGET', KEYS[3], 'flight')
  if flight then
    local flying = cjson.decode(flight)
    if flying.k == new.k and flying.r >= new.r then return false end
  end
  local place = nil
  for index, header in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    local waiting = cjson.decode(header)
    if waiting.k == new.k then
      if waiting.r >= new.r then return false end
      if waiting.t then
        place = index - 1
        redis.call('HDEL', KEYS[2], waiting.i)
      end
    end
  end
  redis.call('HSET', KEYS[2], new.i, ARGV[2])
  if place then redis.call('LSET', KEYS[1], place, ARGV[1]) else redis.call('RPUSH', KEYS[1], ARGV[1]) end
  redis.call('SADD', KEYS[4], ARGV[3])
  if not new.t and redis.call('HDEL', KEYS[3], 'paced') == 1 then
    redis.call('HSET', KEYS[3], 'turn', ARGV[4])
    local flying = flight and cjson.decode(flight)
    if flying and flying.k ~= new.k then
      redis.call('HDEL', KEYS[2], flying.i)
      redis.call('HDEL', KEYS[3], 'flight', 'tries')
    end
  end
  redis.call('HSETNX', KEYS[3], 'turn', ARGV[4])
  return redis.call('HGET', KEYS[3], 'turn')
`);

/**
 * ARGV: turn, chat. Gives {header, body, tries} of the message to deliver now, the same until it is over; a transient
 * one gives way to a newer of its key. Nothing when the lane is empty, which ends the turn, or when it is another's.
 */
export const next = step(`
  if redis.call('HGET', KEYS[3], 'turn') ~= ARGV[1] then return false end
  redis.call('HDEL', KEYS[3], 'paced')
  local flight = redis.call('HGET', KEYS[3], 'flight')
  if flight and cjson.decode(flight).t then
    local flying = cjson.decode(flight)
    for _, header in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
      local waiting = cjson.decode(header)
      if waiting.k == flying.k and waiting.r > flying.r then
        redis.call('LREM', KEYS[1], 1, header)
        redis.call('HDEL', KEYS[2], flying.i)
        redis.call('HDEL', KEYS[3], 'tries')
        redis.call('HSET', KEYS[3], 'flight', header)
        flight = header
        break
      end
    end
  end
  if not flight then
    flight = redis.call('LPOP', KEYS[1])
    if not flight then
      redis.call('DEL', KEYS[2], KEYS[3])
      redis.call('SREM', KEYS[4], ARGV[2])
      return false
    end
    redis.call('HSET', KEYS[3], 'flight', flight)
  end
  local body = redis.call('HGET', KEYS[2], cjson.decode(flight).i)
  return { flight, body or '', redis.call('HGET', KEYS[3], 'tries') or '0' }
`);

/**
 * ARGV: header of progress in flight that came too soon. Gives 1 when something else is to be delivered now: newer of its
 * key, or what waits behind it, for which it is dropped. Else the lane waits, until {@link push} brings such.
 */
export const yieldTurn = step(`
  if redis.call('HGET', KEYS[3], 'flight') ~= ARGV[1] then return 1 end
  local flying = cjson.decode(ARGV[1])
  local other = false
  for _, header in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    local waiting = cjson.decode(header)
    if not waiting.t then
      if waiting.k == flying.k then return 1 end
      other = true
    end
  end
  if other then
    redis.call('HDEL', KEYS[2], flying.i)
    redis.call('HDEL', KEYS[3], 'flight', 'tries')
    return 1
  end
  redis.call('HSET', KEYS[3], 'paced', '1')
  return 0
`);

/**
 * KEYS: [1..3], the key's message, times of the last deliveries. ARGV: header, message ('' when none was delivered),
 * revision, seconds it is kept, now, times kept, ms they are kept. Ends the message in flight, and remembers where it
 * is even when another took its place in the meantime.
 */
export const over = step(`
  if ARGV[2] ~= '' then
    local known = redis.call('HGET', KEYS[4], 'revision')
    if not known or tonumber(known) <= tonumber(ARGV[3]) then
      redis.call('HSET', KEYS[4], 'message', ARGV[2], 'revision', ARGV[3])
      redis.call('HSETNX', KEYS[4], 'takenAt', ARGV[5])
      redis.call('EXPIRE', KEYS[4], ARGV[4])
    end
    if ARGV[6] ~= '0' then
      redis.call('LPUSH', KEYS[5], ARGV[5])
      redis.call('LTRIM', KEYS[5], 0, ARGV[6] - 1)
      redis.call('PEXPIRE', KEYS[5], ARGV[7])
    end
  end
  if redis.call('HGET', KEYS[3], 'flight') ~= ARGV[1] then return 0 end
  redis.call('HDEL', KEYS[2], cjson.decode(ARGV[1]).i)
  redis.call('HDEL', KEYS[3], 'flight', 'tries')
  return 1
`);

/**
 * KEYS: [1..4], then [1..3] of the new lane, then chats that moved. ARGV: old chat, new chat, name for a new turn, the
 * chats' names in the last key. Marks the chat as moved; what waited for it goes before what waits for the new one, and
 * nothing is put in between. Gives the new lane's turn.
 */
export const move = step(`
  redis.call('HSET', KEYS[8], ARGV[4], ARGV[2])
  redis.call('HDEL', KEYS[8], ARGV[5])
  local flight = redis.call('HGET', KEYS[3], 'flight')
  if flight then redis.call('LPUSH', KEYS[1], flight) end
  for header = 1, redis.call('LLEN', KEYS[1]) do redis.call('LPUSH', KEYS[5], redis.call('RPOP', KEYS[1])) end
  local bodies = redis.call('HGETALL', KEYS[2])
  for i = 1, #bodies, 2 do redis.call('HSET', KEYS[6], bodies[i], bodies[i + 1]) end
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
  redis.call('SREM', KEYS[4], ARGV[1])
  if redis.call('LLEN', KEYS[5]) == 0 then return false end
  redis.call('SADD', KEYS[4], ARGV[2])
  redis.call('HSETNX', KEYS[7], 'turn', ARGV[3])
  return redis.call('HGET', KEYS[7], 'turn')
`);
