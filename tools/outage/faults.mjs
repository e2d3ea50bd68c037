import { setTimeout as pause } from 'node:timers/promises';

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Everything that can be taken away, and brought back.
 *
 * @returns {Record<string, { strike: () => Promise<unknown>, mend: () => Promise<unknown>, breaks: boolean }>}
 * `breaks`: customers' connections end with it
 */
export function faultsOf({ panel, node, relay }) {
  const ofPanel = panel.parts.map((name) => [
    name,
    { strike: () => panel.kill(name), mend: () => panel.bringBack(name), breaks: false },
  ]);
  return {
    ...Object.fromEntries(ofPanel),
    agent: { strike: () => node.killAgent(), mend: async () => node.run(), breaks: false },
    network: { strike: async () => relay.cut(), mend: async () => relay.mend(), breaks: false },
    engine: { strike: async () => node.killEngine(), mend: async () => {}, breaks: true },
  };
}

/**
 * Every fault at least once, in an order the seed determines, until the time is over; several may last at once. Behind each
 * round of all of them the panel is whole again.
 */
export async function strikeAll(faults, { random, durationMs, mostMs, say, after, afterRound }) {
  const struck = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]));
  const pending = new Map();
  const deadline = performance.now() + durationMs;
  for (let round = 0; round === 0 || performance.now() < deadline; round++) {
    for (const name of shuffled(Object.keys(faults), random)) {
      if (round > 0 && performance.now() > deadline) break;
      await pending.get(name);
      say(`${name} …`);
      await faults[name].strike();
      struck[name]++;
      const lastsMs = random() * mostMs;
      const mended = pause(lastsMs).then(() => faults[name].mend());
      mended.catch(() => undefined); // heard of when it is waited for
      pending.set(name, mended);
      await pause(random() * mostMs);
      await after(name);
    }
    await Promise.all(pending.values());
    await afterRound();
  }
  return struck;
}

function shuffled(names, random) {
  return names
    .map((name) => [random(), name])
    .sort(([one], [other]) => one - other)
    .map(([, name]) => name);
}
