import { Inbounds, Login, Servers, Users, VortexClient } from '@vortex/sdk';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { readSettings } from '../src/config';
import type { Estate } from '../src/estate';
import { fillPanel } from '../src/filled';
import { chosenPassword, ownerName } from '../src/owner';
import { placesOf, placesOfStretched, windows } from '../src/places';
import { pictureRefused, problemsOfScreens, problemsOfWindows } from '../src/problems-of-screens';
import { signIn } from '../src/sign-in';
import { emptyTenant, type Stretched } from '../src/stretched';
import { more, two } from '../src/views';
import { launch, openPage, type WatchedPage } from '../src/watched-page';

const settings = readSettings();
const walkMs = 900_000;
let browser: Browser;
let estate: Estate;
let stretched: Stretched;
const open: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launch(settings);
  const url = `${settings.url}/graphql`;
  const input = { username: ownerName, password: chosenPassword };
  const { login } = await new VortexClient({ url }).request(Login, { input });
  const owner = new VortexClient({ url, token: () => login.accessToken ?? undefined });
  estate = await findEstate(owner);
  stretched = await fillPanel(owner, settings);
}, walkMs);
afterEach(async () => {
  for (const page of open.splice(0)) await page.close();
});
afterAll(() => browser.close());

/** What the suite before has made. */
async function findEstate(owner: VortexClient): Promise<Estate> {
  const { users } = await owner.request(Users, { filter: { usernames: ['anna.smith'] } });
  const { servers } = await owner.request(Servers, { filter: { search: 'Frankfurt' }, withInbounds: false });
  const serverId = servers.find(({ name }) => name === 'Frankfurt')?.id ?? '';
  const filter = { serverIds: [serverId], search: 'reality' };
  const { inbounds } = await owner.request(Inbounds, { filter, withServers: false, withGroups: false });
  return { userId: users.nodes[0]?.id ?? '', serverId, inboundId: inbounds.nodes[0]?.id ?? '' };
}

async function signedIn(options: BrowserContextOptions) {
  const visited = await openPage(browser, settings, options);
  open.push(visited);
  await signIn(visited.page);
  return visited;
}

describe.each([...two, ...more])('every screen of a panel in use, %s', (view, options, language) => {
  const walked = `${view}-used`;

  it(
    'works without a complaint, fits, and can be used by everybody',
    async () => {
      const visited = await signedIn(options);
      expect(await problemsOfScreens(visited, placesOf(estate), walked, language)).toEqual([]);
      expect(visited.complaints).toEqual([]);
    },
    walkMs,
  );

  it(
    'does so where there is more than fits, and with a window before it',
    async () => {
      const visited = await signedIn(options);
      const places = placesOfStretched(stretched);
      const found = await problemsOfScreens(visited, places, `${view}-stretched`, language);
      expect([...found, ...(await problemsOfWindows(visited, windows, `${view}-window`))]).toEqual([]);
      expect(visited.complaints).toEqual([]);
    },
    walkMs,
  );
});

describe.each(two)('every screen, %s', (view, options, language) => {
  it(
    'says so where there is nothing yet',
    async () => {
      const visited = await signedIn(options);
      const acting = JSON.stringify({ state: { tenant: emptyTenant }, version: 0 });
      await visited.page.evaluate((text) => sessionStorage.setItem('acting', text), acting);
      const places = placesOf(estate).filter(([path]) => !path.includes('id='));
      expect(await problemsOfScreens(visited, places, `${view}-empty`, language)).toEqual([]);
      expect(visited.complaints).toEqual([]);
    },
    walkMs,
  );

  it(
    'says so where nothing can be had',
    async () => {
      const visited = await signedIn(options);
      expect(await pictureRefused(visited, placesOf(estate), view)).toEqual([]);
    },
    walkMs,
  );
});
