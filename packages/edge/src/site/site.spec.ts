import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite } from './site';

const directory = mkdtempSync(join(tmpdir(), 'site-'));
let server: Server;
let origin: string;

function page(path: string, content: string): void {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), content);
}

beforeAll(async () => {
  page('index.html', '<p>start here</p>');
  page('login.html', '<p>log in</p>');
  page('404.html', '<p>nothing here</p>');
  page('_next/static/a.js', 'let a');
  writeFileSync(join(directory, '..', 'outside.txt'), 'outside');
  server = createServer(openSite({ adminDirectory: directory }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((done) => server.close(done));
  rmSync(directory, { recursive: true });
});

describe('the site', () => {
  it('serves the dashboard below /admin', async () => {
    for (const path of ['/admin', '/admin/', '/admin?from=mail']) {
      const answer = await fetch(origin + path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.stringContaining('start here')]);
    }
    expect(await (await fetch(`${origin}/admin/login`)).text()).toBe('<p>log in</p>');
  });

  it('lets no other site frame a page', async () => {
    for (const path of ['/admin', '/admin/no/such']) {
      const policy = (await fetch(origin + path)).headers.get('content-security-policy');
      expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    }
  });

  it('lets browsers keep what is named by its content, and ask again for pages', async () => {
    const cacheOf = async (path: string) => (await fetch(origin + path)).headers.get('cache-control');
    expect(await cacheOf('/admin/_next/static/a.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/admin/login')).toBe('no-cache');
  });

  it('answers an unknown page with the dashboard’s own 404', async () => {
    const answer = await fetch(`${origin}/admin/no/such`);
    expect([answer.status, await answer.text()]).toEqual([404, '<p>nothing here</p>']);
  });

  it('leads from the root to the dashboard', async () => {
    const answer = await fetch(origin, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/admin/']);
  });

  it('shows strangers another site where there is one, its own 404 included', async () => {
    const decoy = mkdtempSync(join(tmpdir(), 'decoy-'));
    writeFileSync(join(decoy, 'index.html'), '<h1>Bakery</h1>');
    writeFileSync(join(decoy, '404.html'), '<h1>No such cake</h1>');
    const other = createServer(openSite({ adminDirectory: directory, decoyDirectory: decoy }));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await (await fetch(base)).text()).toBe('<h1>Bakery</h1>');
    const missing = await fetch(`${base}/anything`);
    expect([missing.status, await missing.text()]).toEqual([404, '<h1>No such cake</h1>']);
    expect(await (await fetch(`${base}/admin/login`)).text()).toBe('<p>log in</p>');
    await new Promise((done) => other.close(done));
    rmSync(decoy, { recursive: true });
  });

  it('gives out nothing beside the dashboard’s folder, and takes nothing but GET', async () => {
    expect((await fetch(`${origin}/admin/..%2foutside.txt`)).status).toBe(404);
    expect((await fetch(`${origin}/portal`)).status).toBe(404);
    expect((await fetch(`${origin}/admin`, { method: 'POST' })).status).toBe(405);
  });

  it('says how to build a dashboard that is missing', async () => {
    const missing = openSite({ adminDirectory: join(directory, 'missing') });
    const other = createServer(missing);
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const answer = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/admin`);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('admin:build')]);
    await new Promise((done) => other.close(done));
  });
});
