import { type Browser, type BrowserContextOptions, chromium, type Page, type Response } from 'playwright-core';
import { join } from 'node:path';
import type { Settings } from './config';

/** A page that remembers what it should not have done. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, of the content security policy, requests that failed, and requests to anybody else. */
  readonly complaints: readonly string[];
  /** What the API has refused, by operation. */
  readonly refusals: readonly string[];
  /** Where pictures are wanted, takes one: of all of the page, or of what is in the window. */
  picture(name: string, fullPage?: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function launch({ chromium: found }: Settings): Promise<Browser> {
  // Its sandbox needs rights that root in a container does not have; all it loads is ours.
  return chromium.launch({ executablePath: await found, args: ['--no-sandbox'] });
}

export async function openPage(
  browser: Browser,
  { url, pictures }: Settings,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', colorScheme: 'light', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) complaints.push(`asked ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Who leaves a screen does not wait for what it has asked for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed ${request.url()}`);
  });
  const refusals: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
    if (response.url().endsWith('/graphql')) void refusalOf(response).then((name) => name && refusals.push(name));
  });
  return {
    page,
    complaints,
    refusals,
    async picture(name, fullPage = true) {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
    },
    close: () => context.close(),
  };
}

/** The operation of an answer that holds errors; nothing for others, and for those nobody waited for. */
async function refusalOf(response: Response): Promise<string | undefined> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (typeof answer !== 'object' || answer === null || !('errors' in answer)) return undefined;
  const asked = response.request().postDataJSON() as { operationName?: string } | null;
  return `${asked?.operationName ?? 'an operation'}: ${JSON.stringify(answer.errors)}`;
}

/** How far the page is wider than the window: as it was made, since a phone's widens with what is in it. */
export async function overflow(page: Page): Promise<number> {
  const wide = page.viewportSize()?.width ?? 0;
  return (await page.evaluate(() => document.documentElement.scrollWidth)) - wide;
}
