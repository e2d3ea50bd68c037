import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../src/config';
import { chosenPassword } from '../src/owner';
import { signIn } from '../src/sign-in';
import { desktop } from '../src/views';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
/** Each wait in it is for a condition. */
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

const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const column = (name: string) => page.getByRole('columnheader', { name, exact: true });
const customer = () => page.getByRole('link', { name: 'first.customer' });
/** Of the timeline, by what else stands in it. */
const version = (text: string | RegExp) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });

async function choose(menuOf: string | RegExp, item: string): Promise<void> {
  await page.getByRole('button', { name: menuOf, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

describe('how somebody looks at users', () => {
  it(
    'can be given a name, is used again after a reload, and is forgotten when that is wanted',
    async () => {
      const saved = dialog('Saved filters');
      await page.goto('/admin/users/');
      await customer().waitFor();
      await button('Filters').click();
      await dialog('Filters').getByLabel('State').selectOption('DISABLED');
      await page.getByText('Nobody fits').waitFor();
      await page.keyboard.press('Escape');
      await button('Saved filters').click();
      await saved.getByRole('textbox', { name: 'Save these filters' }).fill('Cut off');
      await page.keyboard.press('Enter');
      await saved.getByRole('button', { name: 'Cut off', exact: true }).waitFor();
      await page.goto('/admin/users/');
      await customer().waitFor();
      await button('Saved filters').click();
      await saved.getByRole('button', { name: 'Cut off', exact: true }).click();
      await page.getByText('Nobody fits').waitFor();
      await page.waitForURL(/status=DISABLED/);
      await saved.getByRole('button', { name: 'Forget Cut off' }).click();
      await saved.getByText('Nothing is saved yet.').waitFor();
      await page.reload();
      await button('Saved filters').click();
      await saved.getByText('Nothing is saved yet.').waitFor();
    },
    storyMs,
  );

  it(
    'has the columns that were chosen, after a reload too',
    async () => {
      await page.goto('/admin/users/');
      await column('Groups').waitFor();
      expect(await column('Created').count()).toBe(0);
      await button('Columns').click();
      await dialog('Columns').getByLabel('Groups').uncheck();
      await dialog('Columns').getByLabel('Created').check();
      await column('Created').waitFor();
      await column('Groups').waitFor({ state: 'detached' });
      await page.reload();
      await column('Created').waitFor();
      expect(await column('Groups').count()).toBe(0);
      expect(visited.complaints).toEqual([]);
    },
    storyMs,
  );
});

// What two editors have made of its inbound are the last versions of the server.
describe('the versions of a server', () => {
  it(
    'are compared value by value, and one of them is served again',
    async () => {
      await page.goto('/admin/servers/');
      await page.getByRole('link', { name: 'This machine' }).click();
      await page.getByRole('tab', { name: 'Versions' }).click();
      const served = Number(/Version (\d+)/.exec(await version('Served now').innerText())?.[1]);
      await choose(`Actions for Version ${served}`, 'Compare with the one before');
      const difference = dialog(`Version ${served - 1} to ${served}`);
      await difference.getByText('inbounds[from-the-first]', { exact: true }).waitFor();
      await difference.getByText('inbounds[from-the-second]', { exact: true }).waitFor();
      await visited.picture('upkeep-difference');
      await page.keyboard.press('Escape');
      await difference.waitFor({ state: 'detached' });
      await rollBackTo(served - 1, served + 1, 'from-the-first');
      await rollBackTo(served, served + 2, 'from-the-second');
      expect(visited.complaints).toEqual([]);
    },
    storyMs,
  );

  /** Becomes the version `becomes`, with an inbound of that tag. */
  async function rollBackTo(number: number, becomes: number, tag: string): Promise<void> {
    await choose(`Actions for Version ${number}`, 'Roll back to it');
    const question = dialog(`Serve version ${number} again?`);
    await question.getByRole('button', { name: 'Roll back to it' }).click();
    await version(`Version ${becomes}`).filter({ hasText: 'Rolled back' }).getByText('Served now').waitFor();
    await visited.picture(`upkeep-version-${becomes}`);
    await page.getByRole('tab', { name: 'Inbounds' }).click();
    await page.getByRole('link', { name: tag, exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
  }
});

describe('a backup', () => {
  let name: string;

  it(
    'is made, and comes whole as a file',
    async () => {
      await page.goto('/admin/backups/');
      await button('Make a backup').click();
      await dialog('Make a backup').getByRole('button', { name: 'Make a backup' }).click();
      const row = page.getByRole('row').filter({ hasText: '.tar.gz' });
      await row.getByText('Done', { exact: true }).waitFor();
      const arrival = page.waitForEvent('download');
      await choose(/^Actions for .*\.tar\.gz/, 'Download');
      const download = await arrival;
      const content = await readFile(await download.path());
      name = download.suggestedFilename();
      await choose(`Actions for ${name}`, 'Restore');
      await dialog(`Restore from ${name}`).getByText(createHash('sha256').update(content).digest('hex')).waitFor();
      await page.keyboard.press('Escape');
      expect(visited.complaints).toEqual([]);
    },
    storyMs,
  );

  it(
    'brings back who was deleted since, for who types its name and their password',
    async () => {
      await page.goto('/admin/users/');
      await choose('Actions for first.customer', 'Delete');
      await dialog(/first\.customer/)
        .getByRole('button', { name: 'Delete' })
        .click();
      await customer().waitFor({ state: 'detached' });
      await page.goto('/admin/backups/');
      await choose(`Actions for ${name}`, 'Restore');
      const window = dialog(`Restore from ${name}`);
      await window.getByText('The archive is whole and fits this panel.').waitFor();
      const begin = window.getByRole('button', { name: 'Restore', exact: true });
      await window.getByLabel(`Type “${name}” to confirm`).fill(name);
      await window.getByLabel('Your password', { exact: true }).fill('not the password');
      await begin.click();
      await window.getByText('This is not your password.').waitFor();
      await visited.picture('upkeep-restore');
      await window.getByLabel('Your password', { exact: true }).fill(chosenPassword);
      await begin.click();
      await page.getByRole('heading', { name: 'A backup is being restored' }).waitFor();
      await visited.picture('upkeep-restoring');
      await page.getByText(`${name} was restored.`).waitFor();
      await visited.picture('upkeep-restored');
      await page.goto('/admin/users/');
      await customer().waitFor();
    },
    storyMs,
  );
});
