import { findProgram } from '@vortex/testing/programs';
import { delimiter, join } from 'node:path';

export interface Settings {
  /** Where the platform answers, e.g. http://localhost:8080 */
  readonly url: string;
  /** The owner's, as the platform was started with or printed it. */
  readonly password: string;
  readonly chromium: Promise<string>;
  /** A folder for pictures of every screen, when wanted. */
  readonly pictures: string | undefined;
  /** The panel's folder, where it is on this machine: over its socket there is traffic to show. */
  readonly home: string | undefined;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What the suite was told. Nothing is assumed and nothing is left out: what is missing fails. */
export function readSettings(): Settings {
  return {
    url: told('VORTEX_E2E_URL').replace(/\/$/, ''),
    password: told('VORTEX_E2E_PASSWORD'),
    chromium: findChromium(process.env['VORTEX_TEST_CHROMIUM']),
    pictures: process.env['VORTEX_E2E_PICTURES'],
    home: process.env['VORTEX_HOME'],
  };
}

export function told(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set`);
  return value;
}

async function findChromium(named: string | undefined): Promise<string> {
  if (named) return named;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return findProgram({
    paths: folders.flatMap((folder) => names.map((name) => join(folder, name))),
    debianPackage: 'chromium',
    instead: 'name one in VORTEX_TEST_CHROMIUM',
  });
}
