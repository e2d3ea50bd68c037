import { Login, VortexClient } from '@vortex/sdk';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { readSettings } from './config';
import { type Estate, makeEstate, supporter } from './estate';
import { chosenPassword, ownerName } from './owner';
import { placesOf } from './places';
import { problemsOfScreens } from './problems-of-screens';
import { signIn } from './sign-in';
import { desktop, two } from './views';
import { launch, openPage, type WatchedPage } from './watched-page';

const settings = readSettings();
let browser: Browser;
let estate: Estate;
let owner: VortexClient;
const open: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launch(settings);
  const url = `${settings.url}/graphql`;
  const { login } = await new VortexClient({ url }).request(Login, {
    input: { username: ownerName, password: chosenPassword },
  });
  owner = new VortexClient({ url, token: () => login.accessToken ?? undefined });
  estate = await makeEstate(owner);
});
afterEach(async () => {
  for (const page of open.splice(0)) await page.close();
});
afterAll(() => browser.close());

async function signedIn(options: BrowserContextOptions, account?: Parameters<typeof signIn>[1]) {
  const visited = await openPage(browser, settings, options);
  open.push(visited);
  await signIn(visited.page, account);
  return visited;
}

describe.each(two)('every screen, %s', (...view) => {
  it('works without a complaint, fits, and can be used by everybody', () => walk(...view), 300_000);
});

async function walk(view: string, options: BrowserContextOptions, language: 'en' | 'ru'): Promise<void> {
  const visited = await signedIn(options);
  const refusedBefore = visited.refusals.length;
  expect(await problemsOfScreens(visited, placesOf(estate), view, language)).toEqual([]);
  expect(visited.complaints).toEqual([]);
  expect(visited.refusals.slice(refusedBefore)).toEqual([]);
}

describe('the day of an operator', () => {
  it('creates a user of a name alone, changes it, and takes that back', async () => {
    const visited = await signedIn(desktop);
    const { page } = visited;
    await page.goto('/admin/users/');
    await page.getByRole('button', { name: 'Create user' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('new.customer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'new.customer' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Traffic limit').fill('many');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is no number.').waitFor();
    await page.getByLabel('Traffic limit').fill('25');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('25 GB', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('25 GB', { exact: true }).waitFor({ state: 'detached' });
    expect(visited.complaints).toEqual([]);
  });

  it('finds users as it types, keeps the filter in the address, and shows the same to whoever gets the link', async () => {
    const { page } = await signedIn(desktop);
    await page.goto('/admin/users/');
    await page.getByRole('link', { name: 'anna.smith' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('петров');
    await page.getByRole('link', { name: 'anna.smith' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'иван.петров' }).waitFor();
    await page.waitForURL(/q=/);
    await page.reload();
    await page.getByRole('link', { name: 'иван.петров' }).waitFor();
    expect(await page.getByRole('link', { name: 'anna.smith' }).count()).toBe(0);
  });

  it('changes many users after it has said whom, and takes it back', async () => {
    const visited = await signedIn(desktop);
    const { page } = visited;
    await page.goto('/admin/users/');
    for (const name of ['anna.smith', '王芳']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page.getByText('This changes 2 users').waitFor();
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByText('2 of 2').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    const row = page.getByRole('row').filter({ hasText: 'anna.smith' });
    await row.getByText('Disabled').waitFor();
    await page.goto('/admin/jobs/');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('It is being taken back.').waitFor();
    const back = page.getByRole('row').filter({ hasText: 'Take back another job' });
    await back.getByText('Done').filter({ visible: true }).waitFor();
    await page.goto('/admin/users/');
    await page.getByRole('row').filter({ hasText: 'anna.smith' }).getByText('Active').waitFor();
    expect(visited.complaints).toEqual([]);
  });

  it('takes users out of a file once it has said what is wrong with it, and writes one of them', async () => {
    const visited = await signedIn(desktop);
    const { page } = visited;
    await page.goto('/admin/users/?import=1');
    const lines = ['username,limit_bytes', 'from.a.file,1000000000', 'anna.smith,'];
    const file = { name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) };
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByText('2 lines, of which 1 can be imported.').waitFor();
    await page.getByRole('button', { name: 'Import 1' }).click();
    await page.getByText(/^(1 of 1|2 of 2)$/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('link', { name: 'from.a.file' }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('from.a.file');
    expect(text).toContain('anna.smith');
    expect(visited.complaints).toEqual([]);
  });

  it('makes an inbound of a form of its schema, with keys made by the panel, and sees the same as JSON', async () => {
    const visited = await signedIn(desktop);
    const { page } = visited;
    await page.goto(`/admin/inbounds/inbound?server=${estate.serverId}`);
    await page.getByLabel('Tag').fill('second');
    await page.getByLabel('Port', { exact: true }).fill('443');
    await page.getByLabel('Target').fill('www.example.com:443');
    await page.getByLabel('Server names').fill('www.example.com');
    await page.getByLabel('Short ids').fill('a1b2');
    await page.getByRole('group', { name: 'REALITY' }).getByRole('button', { name: 'Generate' }).first().click();
    await page.getByText('Public part:').waitFor();
    await page.getByRole('button', { name: 'Create inbound' }).click();
    await page.getByText('Another inbound of the server listens on this port.').first().waitFor();
    await page.getByLabel('Port', { exact: true }).fill('8443');
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.getByRole('textbox', { name: 'Settings as JSON' }).waitFor();
    await visited.picture('inbound-json');
    await page.getByRole('button', { name: 'Create inbound' }).click();
    await page.getByRole('heading', { level: 1, name: 'second' }).waitFor();
    expect(visited.complaints).toEqual([]);
  });

  it('puts hosts in order by keyboard, and takes that back', async () => {
    const { page } = await signedIn(desktop);
    await page.goto('/admin/hosts/');
    const names = () => page.locator('main li p:first-child').allInnerTexts();
    await page.getByText('Zürich, last').waitFor();
    await page.getByRole('button', { name: 'Move Zürich, last' }).focus();
    await page.keyboard.press('Space');
    // Behind those of this machine, where it is a node.
    const last = (await names()).length;
    await page.getByText(`Zürich, last is over place ${last}.`).waitFor({ state: 'attached' });
    // What is lifted hears no keys until it has been measured.
    const moved = page.getByText(`Zürich, last is over place ${last - 1}.`);
    for (let left = 5; left > 0 && (await moved.count()) === 0; left -= 1) {
      await page.keyboard.press('ArrowUp');
      await moved.waitFor({ state: 'attached', timeout: 5_000 }).catch(() => undefined);
    }
    await moved.waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await page.getByText('Zürich, last has moved.').waitFor();
    await page.reload();
    await page.getByText('Zürich, last').waitFor();
    expect((await names()).slice(-3)).toEqual(['Germany', 'Zürich, last', 'Germany, second']);
  });

  it('goes anywhere by the keyboard', async () => {
    const { page } = await signedIn(desktop);
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Where to, whom, or what to do' }).waitFor();
    await page.keyboard.type('anna');
    await page.getByRole('option', { name: 'anna.smith' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'anna.smith' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('tells where people of a new tenant sign in, beside the password of the first of them', async () => {
    const { page } = await signedIn(desktop);
    await page.goto('/admin/tenants/?new=1');
    const form = page.getByRole('dialog');
    await form.getByLabel('Name', { exact: true }).fill('Polaris');
    await form.getByLabel('Short name').fill('polaris');
    await form.getByLabel('Name of its owner’s account').fill('polaris-owner');
    await page.keyboard.press('Enter');
    await page.getByText(`${settings.url}/admin/sign-in/?tenant=polaris`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Copy: Address to sign in at' }).waitFor();
  });

  it('acts for a tenant, says so all the while, and shows nothing of its own meanwhile', async () => {
    const visited = await signedIn(desktop);
    const { page } = visited;
    await page.goto('/admin/tenants/');
    await page.getByRole('button', { name: 'Actions for North Star' }).click();
    await page.getByRole('menuitem', { name: 'Act for it' }).click();
    await page.getByText('You act for North Star.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
    await page
      .getByText('No users yet')
      .or(page.getByRole('link', { name: 'their.customer' }))
      .waitFor();
    expect(await page.getByRole('link', { name: 'anna.smith' }).count()).toBe(0);
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('their.customer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'their.customer' }).waitFor();
    await visited.picture('acting-for-a-tenant');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
    await page.goto('/admin/users/?q=customer');
    await page.getByRole('link', { name: 'new.customer' }).waitFor();
    expect(await page.getByRole('link', { name: 'their.customer' }).count()).toBe(0);
    expect(visited.complaints).toEqual([]);
  });

  it('offers people what they may do, and the server refuses the rest', async () => {
    const visited = await signedIn(desktop, supporter);
    const { page } = visited;
    await page.goto('/admin/users/');
    await page.getByRole('link', { name: 'anna.smith' }).waitFor();
    expect(await page.getByRole('button', { name: 'Create user' }).count()).toBe(0);
    await page.goto('/admin/users/?new=1');
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('not.mine.to.make');
    await page.keyboard.press('Enter');
    await page.getByText('Your account may not see this.').waitFor();
  });
});
