import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { readSettings, told } from '../src/config';
import { chosenPassword, ownerName } from '../src/owner';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
const machine = { home: told('VORTEX_E2E_AGENT_HOME'), tunnel: told('VORTEX_E2E_TUNNEL') };
/** Where there is no browser yet, one is installed first. */
const browserMs = 600_000;
/** Building nothing, but on a machine that does other things: each wait is for a condition. */
const storyMs = 300_000;
const bytes = 5_000_000;
const run = promisify(execFile);
const root = join(__dirname, '../../..');
const agentProgram = join(root, 'services/node-agent/dist/main.js');
const customer = join(root, 'tools/demo/customer.mjs');

let browser: Browser;
let visited: WatchedPage;
let page: Page;
let agent: ChildProcess | undefined;

beforeAll(async () => {
  browser = await launch(settings);
  visited = await openPage(browser, settings, {
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = visited.page;
  page.setDefaultTimeout(60_000);
}, browserMs);
afterAll(async () => {
  if (agent && agent.exitCode === null) {
    const ended = once(agent, 'exit');
    agent.kill('SIGTERM');
    await ended;
  }
  await browser.close();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

// One story: each begins where the one before it ended.
describe('the first quarter of an hour of an operator', () => {
  it(
    'begins with a password of its own',
    async () => {
      await page.goto('/admin/');
      await page.getByLabel('Name').fill(ownerName);
      await page.getByLabel('Password', { exact: true }).fill(settings.password);
      await page.keyboard.press('Enter');
      await page.getByLabel('Current password', { exact: true }).fill(settings.password);
      await page.getByLabel('New password', { exact: true }).fill(chosenPassword);
      await page.getByLabel('New password again').fill(chosenPassword);
      await page.keyboard.press('Enter');
      await heading('Overview').waitFor();
    },
    storyMs,
  );

  it(
    'finds the server of this machine online',
    async () => {
      await go('Servers');
      await heading('Servers').waitFor();
      await page.getByRole('row').filter({ hasText: 'This machine' }).getByText('Online').waitFor();
      await visited.picture('first-run-servers');
    },
    storyMs,
  );

  it(
    'adds a server with one command, and watches it come online',
    async () => {
      await page.getByRole('button', { name: 'Add server' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('Name', { exact: true }).fill('Second');
      await form.getByRole('button', { name: 'Add server' }).click();
      await page.getByRole('link', { name: 'Second' }).click();
      await page.getByRole('button', { name: 'Enrol' }).click();
      const dialog = page.getByRole('dialog', { name: 'Enrol' });
      await dialog.getByText('Waiting for the machine').waitFor();
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.getByText('Copied').waitFor();
      const command = await page.evaluate(() => navigator.clipboard.readText());
      expect(command).toMatch(/^vortex-agent enrol \S+ \S+$/);
      await runAgent(command.split(' ').slice(1));
      await dialog.getByText('The machine is online.').waitFor();
      await visited.picture('first-run-enrolled');
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByText('Online', { exact: true }).waitFor();
    },
    storyMs,
  );

  it(
    'creates a user of a name alone, and shows its code',
    async () => {
      await go('Users');
      await page.getByRole('button', { name: 'Create user' }).click();
      await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('first.customer');
      await page.keyboard.press('Enter');
      await heading('first.customer').waitFor();
      await page.getByRole('button', { name: 'Show the QR code' }).click();
      await page.getByRole('img', { name: 'QR code' }).waitFor();
      await visited.picture('first-run-user');
    },
    storyMs,
  );

  it(
    'sees the first bytes of a real client arrive in the chart, without a reload',
    async () => {
      const link = await page.locator('code').filter({ hasText: '/sub/' }).innerText();
      const { stdout } = await run(process.execPath, [customer, link, String(bytes)]);
      expect(Number(stdout)).toBe(bytes);
      await page.getByRole('figure', { name: /\b5(\.\d+)?\sMB to users/ }).waitFor();
      await visited.picture('first-run-bytes');
      await go('Overview');
      await heading('Overview').waitFor();
      await page.getByRole('figure', { name: /\b5(\.\d+)?\sMB to users/ }).waitFor();
      await page.getByRole('link', { name: 'first.customer' }).waitFor();
      await visited.picture('first-run-overview');
      expect(visited.complaints).toEqual([]);
      expect(visited.refusals.filter((refusal) => !refusal.includes('sign_in_required'))).toEqual([]);
    },
    storyMs,
  );
});

/** What the command does on a machine where the agent is installed, and then the agent itself. */
async function runAgent(parameters: readonly string[]): Promise<void> {
  const env = {
    PATH: process.env['PATH'],
    VORTEX_AGENT_HOME: machine.home,
    VORTEX_TUNNEL: machine.tunnel,
    VORTEX_AGENT_STOPS_ENGINE: 'true',
    VORTEX_LOG_LEVEL: 'error',
  };
  await run(process.execPath, [agentProgram, ...parameters], { env });
  agent = spawn(process.execPath, [agentProgram, 'run'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}
