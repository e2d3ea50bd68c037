import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { join } from 'node:path';
import type { Settings } from './config';

/** A page that remembers what it should not have done. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, of the content security policy, and requests to anybody else. */
  readonly complaints: readonly string[];
  /** Where pictures are wanted, takes one. */
  picture(name: string): Promise<void>;
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
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) complaints.push(`asked ${request.url()}`);
  });
  return {
    page,
    complaints,
    async picture(name) {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

/** How far the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
