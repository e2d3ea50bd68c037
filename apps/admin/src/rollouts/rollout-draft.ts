import type { StartRolloutInput } from '@vortex/sdk';

/** What a form holds before a rollout begins. */
export interface RolloutDraft {
  readonly serverIds: readonly string[];
  /** In percent, by comma. */
  readonly stages: string;
  readonly windowSeconds: string;
  readonly reason: string;
}

export const emptyRollout: RolloutDraft = { serverIds: [], stages: '1, 10, 50, 100', windowSeconds: '60', reason: '' };

/** Rising percentages that end with all; nothing when they are not. */
export function stagesIn(text: string): number[] | undefined {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  const stages = parts.map((part) => (/^\d{1,3}%?$/.test(part) ? parseInt(part, 10) : NaN));
  const isRising = stages.every((stage, place) => stage >= 1 && stage > (stages[place - 1] ?? 0));
  return isRising && stages.length <= 10 && stages.at(-1) === 100 ? stages : undefined;
}

export function secondsIn(text: string): number | undefined {
  const seconds = /^\d{1,5}$/.test(text.trim()) ? Number(text) : NaN;
  return seconds >= 5 && seconds <= 86_400 ? seconds : undefined;
}

/** What to ask for; nothing while something is missing. */
export function rolloutInput(versionId: string, draft: RolloutDraft): StartRolloutInput | undefined {
  const [stages, windowSeconds] = [stagesIn(draft.stages), secondsIn(draft.windowSeconds)];
  if (!stages || !windowSeconds || draft.serverIds.length === 0) return undefined;
  const reason = draft.reason.trim();
  return { versionId, serverIds: draft.serverIds, stages, windowSeconds, ...(reason && { reason }) };
}
