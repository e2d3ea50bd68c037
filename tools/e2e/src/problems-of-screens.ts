import { seriousViolations } from './accessibility';
import type { Place } from './places';
import { overflow, type WatchedPage } from './watched-page';

/** Goes to each of them and pictures it: what is wider than the window, and what axe finds serious, in a line each. */
export async function problemsOfScreens(
  visited: WatchedPage,
  places: readonly Place[],
  view: string,
  language: 'en' | 'ru',
): Promise<string[]> {
  const { page } = visited;
  const problems: string[] = [];
  for (const [path, english, russian] of places) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('heading', { level: 1, name: language === 'en' ? english : russian, exact: true }).waitFor();
    // What is on its way says so.
    await page.locator('[aria-busy=true], .animate-pulse').first().waitFor({ state: 'detached' });
    const wide = await overflow(page);
    if (wide > 0) problems.push(`/${path} is ${wide} px wider than the window`);
    problems.push(...(await seriousViolations(page)).map((violation) => `/${path} ${violation}`));
    await visited.picture(`${view}-${nameOf(path)}`);
  }
  return problems;
}

/** Of its picture. */
function nameOf(path: string): string {
  const plain = path.replace(/[/?].*id=[^&]*/, (match) => `-${match.split(/[/?]/)[1]}`).replace(/[&?]tab=/, '-');
  return plain.replaceAll('/', '-') || 'overview';
}
