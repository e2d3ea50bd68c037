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
    problems.push(...(await problemsOf(visited, path)));
    await visited.picture(`${view}-${nameOf(path)}`);
  }
  return problems;
}

/** The same of windows that addresses open. */
export async function problemsOfWindows(visited: WatchedPage, paths: readonly string[], view: string) {
  const { page } = visited;
  const problems: string[] = [];
  for (const path of paths) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('dialog').waitFor();
    problems.push(...(await problemsOf(visited, path)));
    await visited.picture(`${view}-${nameOf(path)}`, false);
  }
  return problems;
}

/** Pictures screens for which the panel refuses everything but who somebody is. */
export async function pictureRefused(visited: WatchedPage, places: readonly Place[], view: string): Promise<string[]> {
  const { page } = visited;
  const problems: string[] = [];
  await page.route('**/graphql', async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName: string };
    if (['Me', 'Roles'].includes(operationName)) return route.continue();
    const extensions = { code: 'INTERNAL', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };
    return route.fulfill({ json: { errors: [{ message: 'Something went wrong.', extensions }] } });
  });
  for (const [path] of places) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    problems.push(...(await problemsOf(visited, path)));
    await visited.picture(`${view}-refused-${nameOf(path)}`);
  }
  return problems;
}

async function problemsOf(visited: WatchedPage, path: string): Promise<string[]> {
  const { page } = visited;
  // What is on its way says so.
  await page.locator('[aria-busy=true], .animate-pulse').first().waitFor({ state: 'detached' });
  const wide = await overflow(page);
  return [
    ...(wide > 0 ? [`/${path} is ${wide} px wider than the window`] : []),
    ...(await seriousViolations(page)).map((violation) => `/${path} ${violation}`),
  ];
}

/** Of its picture. */
function nameOf(path: string): string {
  const plain = path.replace(/[/?].*id=[^&]*/, (match) => `-${match.split(/[/?]/)[1]}`).replace(/[&?]tab=/, '-');
  return plain.replaceAll(/[/?=&]/g, '-') || 'overview';
}
