import { create } from 'zustand';

/** How far a restore is that the panel answers everybody with. */
export interface RestoreProgress {
  readonly stage: string;
  readonly rows: number;
  readonly ofRows: number;
}

interface RestoringState {
  /** Absent while the panel does its work. */
  readonly progress: RestoreProgress | undefined;
  readonly note: (progress: RestoreProgress) => void;
  readonly end: () => void;
}

export const useRestoring = create<RestoringState>()((set) => ({
  progress: undefined,
  note: (progress) => set({ progress }),
  end: () => set({ progress: undefined }),
}));

interface Refusal {
  readonly errors?: readonly {
    readonly extensions?: { readonly reason?: unknown; readonly facts?: Readonly<Record<string, unknown>> };
  }[];
}

/** As `fetch`, and takes note when the panel says that it is restoring a backup, whatever it was asked for. */
export const noticingFetch: typeof fetch = async (...call) => {
  const response = await fetch(...call);
  if (response.status === 503) await notice(response.clone());
  return response;
};

async function notice(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => ({}))) as Refusal;
  const { reason, facts = {} } = answer.errors?.[0]?.extensions ?? {};
  if (reason !== 'restoring') return;
  const { stage, rows, ofRows } = facts;
  useRestoring.getState().note({ stage: String(stage), rows: Number(rows), ofRows: Number(ofRows) });
}
