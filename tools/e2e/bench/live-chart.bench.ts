import { availableParallelism, cpus, release } from 'node:os';
import type { CDPSession } from 'playwright-core';
import { readSettings } from '../src/config';
import { ownerName } from '../src/owner';
import { signIn } from '../src/sign-in';
import { launch, openPage } from '../src/watched-page';

/**
 * Whether the overview holds more memory the longer it is open: an hour of its timers in three minutes, unless told
 * otherwise, with every answer of the server a real one. Counts what is left after the browser has collected its garbage.
 * Target: no growth after the first twenty minutes, in which histories and caches fill.
 *
 *     VORTEX_E2E_URL=… VORTEX_E2E_PASSWORD=… [VORTEX_E2E_FASTER=1] npm run bench -- live-chart
 */
/** Timers of a second and more run this much faster; with 1 it is an hour by the clock. */
const faster = Number(process.env['VORTEX_E2E_FASTER'] ?? 20);
const minutes = 60;
const fullAfter = 20;
/** What measuring itself moves it by. */
const noiseBytes = 1_000_000;

interface Held {
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function main(): Promise<void> {
  const settings = readSettings();
  const browser = await launch(settings);
  const { page, close } = await openPage(browser, settings, { viewport: { width: 1440, height: 900 } });
  await page.addInitScript(hurry, faster);
  await signIn(page, { username: ownerName, password: settings.password });
  await page.getByRole('figure').waitFor();
  const debuggerOfPage = await page.context().newCDPSession(page);
  await debuggerOfPage.send('Performance.enable');
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} CPUs, Linux ${release()}, Chromium ${browser.version()}`);
  let answers = 0;
  page.on('response', (response) => (answers += Number(response.url().endsWith('/graphql'))));
  let full: Held | undefined;
  for (let minute = 1; minute <= minutes; minute += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60_000 / faster));
    if (minute % 10 !== 0) continue;
    const held = await heldBy(debuggerOfPage);
    if (minute === fullAfter) full = held;
    console.log(`${String(minute).padStart(3)} min  ${told(held)}  after ${answers} answers`);
    if (minute === minutes && full) judge(full, held);
  }
  await close();
  await browser.close();
}

/** In the page, before anything of it runs. */
function hurry(times: number): void {
  const { setTimeout: later, setInterval: often } = window;
  const sooner = (ms = 0) => (ms >= 1000 ? ms / times : ms);
  window.setTimeout = ((run: TimerHandler, ms?: number, ...rest: unknown[]) =>
    later(run, sooner(ms), ...rest)) as typeof window.setTimeout;
  window.setInterval = ((run: TimerHandler, ms?: number, ...rest: unknown[]) =>
    often(run, sooner(ms), ...rest)) as typeof window.setInterval;
}

async function heldBy(session: CDPSession): Promise<Held> {
  // What one collection frees lets another free more.
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { bytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

function told({ bytes, nodes, listeners }: Held): string {
  return `${(bytes / 1e6).toFixed(2)} MB of heap, ${nodes} nodes, ${listeners} listeners`;
}

function judge(full: Held, end: Held): void {
  const grown = end.bytes - full.bytes;
  const isWell = grown <= noiseBytes && end.nodes <= full.nodes + 50 && end.listeners <= full.listeners + 20;
  const figures = `${(grown / 1e6).toFixed(2)} MB of heap, ${end.nodes - full.nodes} nodes, ${end.listeners - full.listeners} listeners`;
  console.log(`\nfrom the ${fullAfter}th minute to the ${minutes}th: ${figures}: ${isWell ? 'no growth' : 'it GROWS'}`);
  process.exitCode = isWell ? 0 : 1;
}

void main();
