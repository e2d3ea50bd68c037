/**
 * Ids are made here rather than by XADD, because a sequence that grows by exactly one is what shows a reader that it
 * missed nothing. The milliseconds of a topic's first message stay its epoch for as long as the topic lives.
 */
const NEXT_ID = `
local function next_id(key)
  local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
  if last then
    local epoch, sequence = string.match(last[1], '^(%d+)-(%d+)$')
    return epoch .. '-' .. string.format('%.0f', tonumber(sequence) + 1), last[1]
  end
  local time = redis.call('TIME')
  return time[1] .. string.format('%03d', math.floor(time[2] / 1000)) .. '-1'
end`;

/** KEYS: topic. ARGV: message, messages kept, idle ms. Answers with the id. */
export const PUBLISH = `${NEXT_ID}
local id = next_id(KEYS[1])
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], id, 'message', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[1], id .. ' ' .. ARGV[1])
return id`;

/**
 * KEYS: topic. ARGV: idle ms. Answers with the id of the last message. A topic without messages gets a mark to start
 * after, so that every subscriber has a place whose presence proves that nothing before it was lost.
 */
export const LAST = `${NEXT_ID}
local id, last = next_id(KEYS[1])
if not last then redis.call('XADD', KEYS[1], id, 'mark', '') end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return last or id`;
