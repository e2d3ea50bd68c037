import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../src/config';
import { signIn } from '../src/sign-in';
import { desktop } from '../src/views';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
const viewerProgram = join(__dirname, '../../demo/viewer.mjs');
/** Each wait in it is for a condition. */
const storyMs = 300_000;

let browser: Browser;
let visited: WatchedPage;
let page: Page;
let viewer: ChildProcess;
let seen: Promise<string>;

beforeAll(async () => {
  browser = await launch(settings);
  visited = await openPage(browser, settings, desktop);
  page = visited.page;
  page.setDefaultTimeout(60_000);
  await signIn(page);
  await page.goto('/admin/users/?q=first.customer');
  await page.getByRole('link', { name: 'first.customer' }).click();
  const link = await page.locator('code').filter({ hasText: '/sub/' }).innerText();
  viewer = spawn(process.execPath, [viewerProgram, link], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!viewer.stdout) throw new Error('the viewer has no output');
  seen = text(viewer.stdout);
}, storyMs);
afterAll(async () => {
  if (viewer.exitCode === null && viewer.signalCode === null) {
    const ended = once(viewer, 'exit');
    viewer.kill('SIGTERM');
    await ended;
  }
  await browser.close();
});

// One story: a customer watches a film, and somebody ends that.
describe('while a customer watches a film', () => {
  it(
    'the overview says how fast it comes',
    async () => {
      await page.goto('/admin/');
      const now = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Right now' }) });
      await now.getByText('1 connection', { exact: true }).waitFor();
      const toUsers = now.locator('div').filter({ has: page.getByText('To users', { exact: true }) });
      await toUsers
        .getByRole('definition')
        .filter({ hasText: /[1-9].*bit\/s/ })
        .waitFor();
      await visited.picture('watching-overview');
    },
    storyMs,
  );

  it(
    "its connection can be ended from the user's page: it is gone there, and for the customer",
    async () => {
      await page.goto('/admin/users/?q=first.customer');
      await page.getByRole('link', { name: 'first.customer' }).click();
      await page.getByRole('tab', { name: 'Devices' }).click();
      const connections = page.getByRole('table', { name: 'Connected now' });
      const end = connections.getByRole('button', { name: /^End this connection/ });
      await end.waitFor();
      await visited.picture('watching-connection');
      await end.click();
      await page.getByText('1 connection is ended.').waitFor();
      await page.getByText('Nobody is connected').waitFor();
      expect(Number(await seen)).toBeGreaterThan(0);
      expect(visited.complaints).toEqual([]);
    },
    storyMs,
  );
});
