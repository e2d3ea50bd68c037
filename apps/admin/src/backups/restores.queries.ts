import { useQuery } from '@tanstack/react-query';
import { CheckBackup, type CheckBackupMutation, LastRestore, type VortexClient, VortexError } from '@vortex/sdk';
import { useApi } from '../api/api';
import { actingHeaders } from '../session/acting.store';

export type BackupFindings = NonNullable<CheckBackupMutation['checkBackup']>;

const restingMs = 15_000;
const busyMs = 1_000;

export function useLastRestore() {
  const api = useApi();
  return useQuery({
    queryKey: ['backups', 'last-restore'],
    queryFn: async ({ signal }) => (await api.request(LastRestore, {}, { signal })).lastRestore,
    refetchInterval: ({ state: { data } }) => (data?.state === 'RUNNING' ? busyMs : restingMs),
  });
}

/** A large archive is read for longer than one request may take: then it is asked again. */
export async function checkBackup(api: VortexClient, id: string, passphrase: string): Promise<BackupFindings> {
  const input = passphrase === '' ? { id } : { id, passphrase };
  for (;;) {
    const { checkBackup: findings } = await api.request(CheckBackup, { input }, { timeoutMs: 30_000 });
    if (findings) return findings;
  }
}

interface Answer {
  readonly fileName?: string;
  readonly error?: { readonly code: string };
}

/** Brings an archive of another installation to the panel, and answers with what its file is called there. */
export async function uploadBackup(file: File): Promise<string> {
  const response = await fetch('/files/backups', {
    method: 'POST',
    // The second one says that no foreign page sends it.
    headers: { 'content-type': 'application/octet-stream', 'x-vortex-session': 'cookie', ...actingHeaders() },
    body: file,
  });
  const answer = (await response.json().catch(() => undefined)) as Answer | undefined;
  if (response.ok && answer?.fileName !== undefined) return answer.fileName;
  const reason = answer?.error?.code ?? 'upload_failed';
  throw new VortexError({ message: 'The file was not taken.', code: 'INVALID_INPUT', reason });
}
