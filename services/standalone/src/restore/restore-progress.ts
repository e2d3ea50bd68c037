/** In their order. */
export type RestoreStage = 'saving' | 'stopping' | 'loading' | 'starting';

/** How far a restore is, for whoever is told to come again. */
export interface RestoreProgress {
  readonly id: string;
  readonly stage: RestoreStage;
  readonly rows: number;
  readonly ofRows: number;
}

/** What every request is answered with meanwhile, in the manner of the API. */
export function progressAnswer({ id, stage, rows, ofRows }: RestoreProgress): object {
  const facts = { id, stage, rows: String(rows), ofRows: String(ofRows) };
  const extensions = { code: 'UNAVAILABLE', reason: 'restoring', facts };
  return { errors: [{ message: 'A backup is being restored.', extensions }] };
}
