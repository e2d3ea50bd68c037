import { HealthCheck, Login, Me, SystemMetrics, SystemStatus, VortexClient } from '@vortex/sdk';
import type { Browser } from 'playwright-core';
import { WebSocket } from 'ws';
import { readSettings } from './config';
import { chosenPassword, ownerName } from './owner';
import { launch, openPage, overflow, type WatchedPage } from './watched-page';

const settings = readSettings();
const { url } = settings;
const client = (token?: string | null) =>
  new VortexClient({ url: `${url}/graphql`, token: () => token ?? undefined, webSocket: WebSocket });
const signIn = async (password: string) =>
  (await client().request(Login, { input: { username: ownerName, password } })).login;

/** Where there is no browser yet, one is installed first. */
const browserMs = 600_000;
let browser: Browser;
const open: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launch(settings);
}, browserMs);
afterEach(async () => {
  for (const page of open.splice(0)) await page.close();
});
afterAll(() => browser.close());

async function visit(...options: Parameters<typeof openPage> extends [unknown, unknown, ...infer O] ? O : never) {
  const visited = await openPage(browser, settings, ...options);
  open.push(visited);
  return visited;
}

async function signInOn({ page }: WatchedPage, password: string): Promise<void> {
  await page.goto('/admin/');
  await page.getByLabel('Name').fill(ownerName);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

// The tests of this file are one story: each begins where the one before it ended.

describe('a new installation', () => {
  it('answers whoever looks after it, and shows its metrics to no stranger', async () => {
    const status = async (path: string) => (await fetch(url + path)).status;
    expect(await status('/livez')).toBe(200);
    expect(await status('/readyz')).toBe(200);
    expect(await status('/healthz')).toBe(200);
    expect(await status('/metrics')).toBe(404);
  });

  it('tells anybody how well it is', async () => {
    const { healthCheck } = await client().request(HealthCheck, {});
    expect(healthCheck.state).toBe('OK');
    expect(healthCheck.parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['auth/database', 'core/database']),
    );
  });

  it('lets nobody in with a wrong password, and tells a stranger nothing', async () => {
    await expect(signIn('not the password')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'wrong_credentials',
    });
    await expect(client().request(SystemStatus, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(client().subscribe(SystemMetrics, {}).next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('lets an owner with a password to change do nothing else', async () => {
    const { accessToken, account } = await signIn(settings.password);
    const owner = client(accessToken);
    expect((await owner.request(Me, {})).me.username).toBe(ownerName);
    const asked = owner.request(SystemStatus, {});
    // A password that was preset is its owner's own.
    if (account.mustChangePassword) await expect(asked).rejects.toMatchObject({ reason: 'password_change_required' });
    else expect((await asked).systemStatus.state).toBe('OK');
  });
});

describe('the dashboard', () => {
  it('takes the owner from the first password to the overview', async () => {
    const visited = await visit();
    const { page } = visited;
    await signInOn(visited, 'not the password');
    await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
    await visited.picture('sign-in-refused');
    await signInOn(visited, settings.password);
    const change = page.getByRole('heading', { name: 'Choose your own password' });
    const overview = page.getByRole('heading', { name: 'Overview', exact: true });
    await change.or(overview).waitFor();
    if (await overview.isVisible()) await page.goto('/admin/change-password/');
    await change.waitFor();
    await page.getByLabel('Current password', { exact: true }).fill(settings.password);
    await page.getByLabel('New password', { exact: true }).fill('password1234');
    await page.getByLabel('New password again').fill('password1234');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByText('passwords everybody tries first').waitFor();
    await visited.picture('change-password-refused');
    await page.getByLabel('New password', { exact: true }).fill(chosenPassword);
    await page.getByLabel('New password again').fill(chosenPassword);
    await page.keyboard.press('Enter');
    await overview.waitFor();
    await page.getByText('Nothing needs attention.').waitFor();
    await visited.picture('overview-of-a-new-installation');
    expect(visited.complaints).toEqual([]);
  });

  it('shows every service, and goes on by itself', async () => {
    const visited = await visit();
    const { page } = visited;
    await signInOn(visited, chosenPassword);
    await page.getByRole('link', { name: 'System status' }).click();
    await page.getByRole('heading', { name: 'Authentication' }).waitFor();
    await page.getByRole('heading', { name: 'Gateway' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await visited.picture('status-light-en');
    expect(visited.complaints).toEqual([]);
  });

  it('remembers language and theme, and speaks Russian throughout', async () => {
    const visited = await visit();
    const { page } = visited;
    await signInOn(visited, chosenPassword);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole('radio', { name: 'Light' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: 'Русский' }).check();
    await page.reload();
    await page.getByRole('heading', { name: 'Настройки' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    expect(await background()).not.toBe(light);
    expect(visited.complaints).toEqual([]);
  });

  it('fits a phone, with nothing beyond its edge', async () => {
    const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
    for (const colorScheme of ['light', 'dark'] as const) {
      const visited = await visit({ ...phone, colorScheme });
      const { page } = visited;
      await page.goto('/admin/');
      await page.getByLabel('Name').waitFor();
      expect(await overflow(page)).toBe(0);
      await visited.picture(`phone-sign-in-${colorScheme}`);
      await signInOn(visited, chosenPassword);
      await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
      expect(await overflow(page)).toBe(0);
      expect(visited.complaints).toEqual([]);
    }
  });

  it('asks again for the password once its owner has signed out', async () => {
    const visited = await visit();
    const { page } = visited;
    await signInOn(visited, chosenPassword);
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/admin/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(visited.complaints).toEqual([]);
  });

  it('says so where there is no page', async () => {
    const { page } = await visit();
    const response = await page.goto('/admin/nowhere/');
    expect(response?.status()).toBe(404);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });
});

describe('the API, once the password is changed', () => {
  it('knows the old one no longer', async () => {
    await expect(signIn(settings.password)).rejects.toMatchObject({ reason: 'wrong_credentials' });
  });

  it('tells of every service, and counts the owner as soon as the news has come', async () => {
    const { accessToken } = await signIn(chosenPassword);
    const read = async () => (await client(accessToken).request(SystemStatus, {})).systemStatus;
    let status = await read();
    while (status.accountCount === 0) status = await read();
    expect(status.accountCount).toBe(1);
    expect(status.state).toBe('OK');
    expect(status.services.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['auth', 'backup', 'core', 'nodes']),
    );
    expect(status.services.filter(({ state, deadLetters }) => state !== 'OK' || deadLetters !== 0)).toEqual([]);
    expect(Number(status.metrics.residentMemoryBytes)).toBeGreaterThan(10_000_000);
  });

  it('sends figures as they change', async () => {
    const { accessToken } = await signIn(chosenPassword);
    const follower = client(accessToken);
    const seen: string[] = [];
    for await (const { systemMetrics } of follower.subscribe(SystemMetrics, {})) {
      seen.push(systemMetrics.measuredAt);
      if (seen.length === 3) break;
    }
    await follower.close();
    expect(new Set(seen).size).toBe(3);
  });
});
