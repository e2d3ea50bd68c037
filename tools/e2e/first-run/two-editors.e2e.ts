import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../src/config';
import { signIn } from '../src/sign-in';
import { desktop } from '../src/views';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
const storyMs = 300_000;

let browser: Browser;
let first: WatchedPage;
let second: WatchedPage;

beforeAll(async () => {
  browser = await launch(settings);
  first = await editor();
  second = await editor();
}, storyMs);
afterAll(() => browser.close());

/** Somebody of their own, with a browser of their own, at the form of the same inbound. */
async function editor(): Promise<WatchedPage> {
  const visited = await openPage(browser, settings, desktop);
  const { page } = visited;
  page.setDefaultTimeout(60_000);
  await signIn(page);
  await page.goto('/admin/inbounds/?q=shadowsocks');
  await page.getByRole('link', { name: 'shadowsocks' }).click();
  await tag(page).waitFor();
  return visited;
}

const tag = (page: Page) => page.getByLabel('Tag');
const conflict = (page: Page) => page.getByRole('region', { name: 'Somebody else was faster' });

async function saveAs(page: Page, name: string): Promise<void> {
  await tag(page).fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

const isShown = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

// One story: who was slower decides first for their own, then for the other's.
describe('two editors of one inbound', () => {
  it(
    'the slower one is told what differs, and puts their own in its place',
    async () => {
      await saveAs(first.page, 'from-the-first');
      await isShown(first.page, 'from-the-first');
      const { page } = second;
      await saveAs(page, 'from-the-second');
      await conflict(page).getByText('from-the-first').first().waitFor();
      await conflict(page).getByText('from-the-second').first().waitFor();
      await second.picture('two-editors-conflict');
      await conflict(page).getByRole('button', { name: 'Save mine all the same' }).click();
      await isShown(page, 'from-the-second');
      await conflict(page).waitFor({ state: 'detached' });
    },
    storyMs,
  );

  it(
    'the one who is slower now takes what is there',
    async () => {
      const { page } = first;
      await saveAs(page, 'from-the-first-again');
      await conflict(page).getByText('from-the-second').first().waitFor();
      await conflict(page).getByRole('button', { name: 'Take theirs' }).click();
      await isShown(page, 'from-the-second');
      expect(await tag(page).inputValue()).toBe('from-the-second');
      expect([...first.complaints, ...second.complaints]).toEqual([]);
    },
    storyMs,
  );
});
