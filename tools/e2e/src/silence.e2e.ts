import type { Browser } from 'playwright-core';
import { readSettings } from './config';
import { signIn } from './sign-in';
import { desktop } from './views';
import { launch, openPage, type WatchedPage } from './watched-page';

const settings = readSettings();
let browser: Browser;
let visited: WatchedPage;

beforeAll(async () => {
  browser = await launch(settings);
  visited = await openPage(browser, settings, desktop);
  await signIn(visited.page);
});
afterAll(() => browser.close());

describe('a panel that does not answer', () => {
  it('is said to be silent, and what there is is shown once it speaks again', async () => {
    const { page } = visited;
    const silence = page.getByText(/^The panel does not answer\./);
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('navigation').getByRole('link', { name: 'Servers', exact: true }).click();
    await silence.waitFor();
    await visited.picture('silence');
    await page.unroute('**/graphql');
    await page.getByRole('link', { name: 'Frankfurt', exact: true }).waitFor();
    await silence.waitFor({ state: 'detached' });
  });
});

describe('a site REALITY is to be taken for', () => {
  it('is looked at from its form, where it is not one of our own', async () => {
    const { page } = visited;
    await page.goto('/admin/inbounds/inbound');
    await page.getByLabel('Target').fill('localhost:443');
    await page.getByRole('button', { name: 'Check the target' }).click();
    await page.getByText('It has an address that is not of the public internet, so it was not looked at.').waitFor();
    await visited.picture('inbound-target');
  });
});
