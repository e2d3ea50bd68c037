import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Settings {
  /** Where the platform answers, e.g. http://localhost:8080 */
  readonly url: string;
  /** The owner's, as the platform was started with or printed it. */
  readonly password: string;
  readonly chromium: string;
  /** A folder for pictures of every screen, when wanted. */
  readonly pictures: string | undefined;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What the suite was told. Nothing is assumed and nothing is left out: what is missing fails. */
export function readSettings(): Settings {
  return {
    url: told('VORTEX_E2E_URL').replace(/\/$/, ''),
    password: told('VORTEX_E2E_PASSWORD'),
    chromium: process.env['VORTEX_TEST_CHROMIUM'] || findChromium(),
    pictures: process.env['VORTEX_E2E_PICTURES'],
  };
}

function told(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set`);
  return value;
}

function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error(`No Chromium on the PATH (${names.join(', ')}); name one in VORTEX_TEST_CHROMIUM`);
  return found;
}
