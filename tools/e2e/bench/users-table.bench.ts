import { availableParallelism, cpus, release } from 'node:os';
import type { Page } from 'playwright-core';
import { readSettings } from '../src/config';
import { ownerName } from '../src/owner';
import { signIn } from '../src/sign-in';
import { launch, openPage } from '../src/watched-page';

/**
 * How long the list of users is busy with what somebody does to it: from the event to the next frame that is drawn, as the
 * browser's own Event Timing says (Interaction to Next Paint). Target: 100 ms with 100,000 users.
 *
 *     npm run seed -- 100000 --password … && VORTEX_E2E_URL=… VORTEX_E2E_PASSWORD=… npm run bench -- users-table
 */
const rounds = 20;
const targetMs = 100;

interface Interaction {
  readonly name: string;
  readonly act: (page: Page, round: number) => Promise<void>;
}

const interactions: readonly Interaction[] = [
  { name: 'type a letter', act: (page, round) => page.keyboard.type('annasmith'[round % 9] ?? 'a') },
  {
    name: 'choose a row',
    act: (page, round) =>
      page
        .getByRole('row')
        .nth((round % 8) + 1)
        .getByRole('checkbox')
        .click(),
  },
  {
    name: 'choose all that are loaded',
    act: (page) => page.getByRole('checkbox', { name: 'Select all that are shown' }).click(),
  },
  { name: 'sort', act: (page) => page.getByRole('columnheader').getByRole('button', { name: 'Name' }).click() },
];

async function main(): Promise<void> {
  const settings = readSettings();
  const browser = await launch(settings);
  const { page, close } = await openPage(browser, settings, { viewport: { width: 1440, height: 900 } });
  await signIn(page, { username: ownerName, password: settings.password });
  await page.goto('/admin/users/');
  await page.getByRole('row').nth(5).waitFor();
  const total = await page.getByText(/^[\d,]+ users$/).innerText();
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} CPUs, Linux ${release()}, Chromium ${browser.version()}`);
  console.log(
    `${total}; ${await loadMany(page)} of them loaded and scrolled through; ${rounds} times each, target ${targetMs} ms\n`,
  );
  console.log(`${'scroll a screen'.padEnd(28)} ${await scrolled(page)}`);
  for (const { name, act } of interactions) {
    if (name === 'type a letter') await page.getByRole('searchbox').focus();
    console.log(`${name.padEnd(28)} ${await measured(page, (round) => act(page, round))}`);
    if (name === 'type a letter') await page.getByRole('searchbox').fill('');
  }
  await close();
  await browser.close();
}

/** Scrolls until twenty pages of the list are in memory. */
async function loadMany(page: Page): Promise<string> {
  const table = page.getByRole('table');
  for (let screens = 0; screens < 400; screens += 1) {
    await table.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    const count = Number((await table.getAttribute('aria-label'))?.replace(/\D/g, '') ?? 0);
    if (count >= 4000) break;
    await page.waitForTimeout(50);
  }
  await table.evaluate((element) => element.scrollTo({ top: 0 }));
  return (await table.getAttribute('aria-label'))?.replace(/\D/g, '') ?? '0';
}

/** Frames while the list is scrolled by hand's breadth. */
async function scrolled(page: Page): Promise<string> {
  const frames = await page.getByRole('table').evaluate(async (element, count) => {
    const taken: number[] = [];
    for (let frame = 0; frame < count; frame += 1) {
      const before = performance.now();
      element.scrollBy({ top: 700 });
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      taken.push((performance.now() - before) / 2);
    }
    return taken;
  }, rounds * 5);
  return summary(frames);
}

async function measured(page: Page, act: (round: number) => Promise<void>): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await page.evaluate(watch);
    await act(round);
    taken.push(await page.evaluate(longest));
  }
  return summary(taken);
}

/** In the page: remembers the longest of the events that come. Those under 16 ms are not told, and count as that. */
function watch(): void {
  const told = window as unknown as { longestMs: number; observer?: PerformanceObserver };
  told.longestMs = 16;
  told.observer?.disconnect();
  told.observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) told.longestMs = Math.max(told.longestMs, duration);
  });
  told.observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** In the page: once it has drawn what came of them. */
async function longest(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return (window as unknown as { longestMs: number }).longestMs;
}

function summary(taken: readonly number[]): string {
  const sorted = [...taken].sort((one, other) => one - other);
  const at = (share: number) =>
    (sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN).toFixed(0);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, slowest ${at(1)} ms`;
}

void main();
