import { pause } from '../src/backoff';
import type { Random } from './random';
import type { Victim } from './victim';

/** What is killed under one name; of several processes one is chosen each time. */
export interface Target {
  readonly name: string;
  readonly victims: readonly Victim[];
}

export interface KillPlan {
  readonly targets: readonly Target[];
  readonly killsEach: number;
  readonly random: Random;
  /** Awaited before every kill, with the share of the plan that is then behind us, from 0 to 1. */
  readonly onStep: (share: number) => Promise<void>;
}

/** Kills at random moments, in random order, each target `killsEach` times. Resolves when everything runs again. */
export async function killAll({ targets, killsEach, random, onStep }: KillPlan): Promise<Record<string, number>> {
  const plan = random.shuffled(targets.flatMap((target) => Array.from({ length: killsEach }, () => target)));
  const down = new Map<Victim, Promise<void>>();
  const kills: Record<string, number> = {};
  let failure: { error: unknown } | undefined;
  for (const [i, target] of plan.entries()) {
    await onStep((i + 1) / plan.length);
    await pause(random.between(20, 400));
    const victim = target.victims[Math.floor(random.next() * target.victims.length)];
    if (!victim) continue;
    // What is still starting cannot be killed again: it counts only when it was alive.
    await down.get(victim);
    await pause(random.between(0, 150));
    await victim.kill();
    kills[target.name] = (kills[target.name] ?? 0) + 1;
    const back = pause(random.between(0, 300)).then(() => victim.restart());
    down.set(
      victim,
      back.catch((error: unknown) => void (failure = { error })),
    );
  }
  await Promise.all(down.values());
  if (failure) throw failure.error;
  return kills;
}
