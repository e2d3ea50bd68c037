import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../src/config';
import { signIn } from '../src/sign-in';
import { desktop } from '../src/views';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
const storyMs = 300_000;

let browser: Browser;
let visited: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await launch(settings);
  visited = await openPage(browser, settings, desktop);
  page = visited.page;
  page.setDefaultTimeout(60_000);
  await signIn(page);
}, storyMs);
afterAll(() => browser.close());

const server = async (name: string) => {
  await page.goto('/admin/servers/');
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
};
const writeOff = () => page.getByRole('button', { name: 'Write off', exact: true });

// The agent of the second server ended with the story in which it was enrolled.
describe('a machine', () => {
  it(
    'that is there is not offered to be written off, and says what it has carried over time',
    async () => {
      await server('This machine');
      await page.getByRole('button', { name: 'Revoke its identity' }).waitFor();
      expect(await writeOff().count()).toBe(0);
      await page.getByRole('tab', { name: 'Traffic' }).click();
      await page.getByRole('figure', { name: /\b[5-9](\.\d+)?\sMB to users|\b\d{2,}(\.\d+)?\sMB to users/ }).waitFor();
      await page.getByRole('link', { name: 'first.customer' }).waitFor();
      await visited.picture('first-run-server-traffic');
    },
    storyMs,
  );

  it(
    'that is lost is written off once somebody has said yes to what that means',
    async () => {
      await server('Second');
      await page.getByText('Offline', { exact: true }).first().waitFor();
      await writeOff().click();
      const question = page.getByRole('dialog');
      await question.getByText('are theirs again on other servers').waitFor();
      await visited.picture('first-run-write-off');
      await question.getByRole('button', { name: 'Write off', exact: true }).click();
      await page.getByText('What Second was lent is free again.').waitFor();
      await page.getByRole('tab', { name: 'History of changes' }).click();
      await page.getByRole('row').nth(1).waitFor();
      expect(visited.complaints).toEqual([]);
    },
    storyMs,
  );
});
