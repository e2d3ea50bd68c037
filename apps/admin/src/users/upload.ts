import { VortexError } from '@vortex/sdk';
import { actingHeaders } from '../session/acting.store';

/** As the API takes it. */
export const mostUploadBytes = 16 * 1024 * 1024;

/** Sends a file of users and answers with what `importUsers` calls it. */
export async function uploadCsv(file: File): Promise<string> {
  const response = await fetch('/files/uploads', {
    method: 'POST',
    // The second one says that no foreign page sends it.
    headers: { 'content-type': 'text/csv', 'x-vortex-session': 'cookie', ...actingHeaders() },
    body: file,
  });
  const answer = (await response.json().catch(() => undefined)) as { id?: unknown } | undefined;
  if (response.ok && typeof answer?.id === 'string') return answer.id;
  throw new VortexError({ message: 'The file was not taken.', code: 'INVALID_INPUT', reason: 'file_refused' });
}
