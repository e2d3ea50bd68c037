/** Milliseconds by the clock all replicas share. */
const SERVER_TIME = `(function() local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000) end)()`;

/**
 * `slide` in Lua: KEYS: hash of the consumption. ARGV: limit, window ms, points. Answers {allowed, remaining, reset ms}.
 * `time` is the Lua expression for now, so that a test can set it.
 */
export function slidingWindowScript(time: string = SERVER_TIME): string {
  return `
local limit, window, points, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ${time}
local index = math.floor(now / window)
local elapsed = now - index * window
local known = redis.call('HMGET', KEYS[1], 'index', 'current', 'previous')
local known_index, current, previous = tonumber(known[1]), 0, 0
if known_index == index then
  current, previous = tonumber(known[2]), tonumber(known[3])
elseif known_index == index - 1 then
  previous = tonumber(known[2])
end
local used = current + previous * (1 - elapsed / window)
if used + points > limit then
  local room, reset = limit - points, 0
  if current <= room then
    reset = math.ceil(window * (1 - (room - current) / previous) - elapsed)
  else
    reset = math.ceil(window - elapsed + window * (1 - room / current))
  end
  return {0, math.max(0, math.floor(limit - used)), reset}
end
redis.call('HSET', KEYS[1], 'index', string.format('%.0f', index), 'current', current + points, 'previous', previous)
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', 2 * window))
return {1, math.floor(limit - used - points), 0}`;
}
