import { VortexError } from '@vortex/sdk';
import { actingHeaders } from '../session/acting.store';

/** Fetches a file of the panel as the one who is signed in, and has the browser keep it. */
export async function saveOwnFile(url: string, name: string): Promise<void> {
  // The header says that no foreign page asks, so the session's cookie is believed.
  const response = await fetch(url, { headers: { 'x-vortex-session': 'cookie', ...actingHeaders() } });
  if (!response.ok) {
    throw new VortexError({ message: `The file was refused with ${response.status}.`, code: 'UNAVAILABLE' });
  }
  saveBlob(await response.blob(), name);
}

/** Has the browser keep a text of ours, written in parts that it may have put out of memory. */
export function saveParts(parts: readonly (string | Blob)[], type: string, name: string): void {
  saveBlob(new Blob([...parts], { type }), name);
}

/** Has the browser fetch and keep what an address answers with that anybody may ask who knows it. */
export function saveFile(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  saveFile(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
