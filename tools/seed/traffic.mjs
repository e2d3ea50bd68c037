import { Random } from './random.mjs';

const hourMs = 3_600_000;
const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;
const days = 30;
/** How busy each hour is, from midnight UTC on: people watch films in the evening. */
const hours = [5, 3, 2, 2, 2, 3, 5, 8, 10, 11, 12, 13, 13, 13, 13, 14, 16, 19, 23, 26, 26, 22, 15, 9];
/** Users with every day of their history; of more there is no more to be seen. */
const mostRemembered = 1_000;
/** Users who are connected right now. */
const mostConnected = 10_000;

/**
 * What users have used, by server: a month of days for some, and the hour under way for more.
 * @param {{ seed: number, now: Date, users: readonly { id: string, tenantId: string, limitBytes: string | null }[], machines: readonly import('./machines.mjs').Machine[] }} wanted
 * @returns {Map<string, object[]>} items of reports by the server they come from
 */
export function trafficOf({ seed, now, users, machines }) {
  const byServer = new Map(machines.map(({ id }) => [id, []]));
  const remembered = users.filter((_, n) => n % Math.ceil(users.length / mostRemembered) === 0);
  const connected = users.filter((_, n) => n % Math.ceil(users.length / mostConnected) === 0);
  for (const [n, user] of remembered.entries()) remember(new Random(seed * 7_919 + n), user, now, machines, byServer);
  for (const [n, user] of connected.entries()) {
    const random = new Random(seed * 104_729 + n);
    if (random.happens(0.4)) connect(random, user, now, machines, byServer);
  }
  return byServer;
}

function remember(random, user, now, machines, byServer) {
  const usual = megabytes(random, 700);
  const favourite = machineFor(random, machines);
  const today = Math.floor(now.getTime() / (24 * hourMs)) * 24 * hourMs;
  for (let day = days; day >= 1; day -= 1) {
    const at = today - day * 24 * hourMs;
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    if (!random.happens(weekend ? 0.8 : 0.65)) continue;
    const machine = random.happens(0.85) ? favourite : machineFor(random, machines);
    const flowedAt = new Date(at + weighted(random, hours) * hourMs + random.whole(0, hourMs - 1));
    add(byServer, machine, item(random, user, machine, flowedAt, usual * (0.3 + 1.4 * random.next())));
  }
}

/** A few use up what they may. */
function connect(random, user, now, machines, byServer) {
  const machine = machineFor(random, machines);
  const limit = user.limitBytes === null ? Infinity : Number(user.limitBytes);
  const isGreedy = limit <= 30 * gibibyte && random.happens(0.15);
  add(byServer, machine, item(random, user, machine, now, isGreedy ? limit * 1.01 : megabytes(random, 180)));
}

function item(random, { id: userId, tenantId }, machine, flowedAt, bytes) {
  const uplink = Math.floor(bytes * (0.03 + 0.12 * random.next()));
  const inboundId = machine.inboundIds[weighted(random, [70, 20, 10].slice(0, machine.inboundIds.length))];
  return {
    ...{ userId, tenantId, inboundId, flowedAt },
    uplinkBytes: BigInt(uplink),
    downlinkBytes: BigInt(Math.ceil(bytes) - uplink),
  };
}

function add(byServer, machine, one) {
  if (one.inboundId) byServer.get(machine.id).push(one);
}

function machineFor(random, machines) {
  const shares = machines.map(({ share }) => share);
  return machines[weighted(random, shares)];
}

function weighted(random, weights) {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    weights.findIndex((weight) => (left -= weight) < 0),
    0,
  );
}

/** Most use little, and a few very much: a log-normal distribution around its median. */
function megabytes(random, median) {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(median * mebibyte * Math.exp(1.1 * normal), 60 * gibibyte);
}
