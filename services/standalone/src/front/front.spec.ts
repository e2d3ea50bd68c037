import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Front, type FrontOptions, type Upstream } from './front';
import { answerRestoring } from './restoring';

const named = (name: string): Upstream => ({
  handle: (incoming, answer) => answer.end(`${name} ${incoming.url}`),
  upgrade: (_, socket) => socket.end(`HTTP/1.1 101 Switching Protocols\r\n\r\n${name}`),
});
const site: Upstream = { handle: named('site').handle };
const upstreams = { core: named('core'), site, platform: named('platform') };

let front: Front | undefined;
async function open(options: Partial<FrontOptions> = {}): Promise<Front> {
  return (front = await Front.open({ host: '127.0.0.1', port: 0, ...options }));
}
afterEach(() => front?.close());

describe('the front', () => {
  it('sends each route to who answers it, and nothing else anywhere', async () => {
    const { port } = await open();
    front?.serve(upstreams);
    const read = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await read('/graphql?x=1')).toBe('core /graphql?x=1');
    expect(await read('/admin/login')).toBe('site /admin/login');
    expect(await read('/healthz')).toBe('platform /healthz');
    expect(await read('/metrics')).toBe('platform /metrics');
    expect(await read('/nothing')).toBe('Not found.\n');
  });

  it('answers on IPv4 and IPv6, since localhost may be either', async () => {
    const { port } = await open();
    front?.serve(upstreams);
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('site /');
    }
  });

  it('says that it is starting until somebody answers', async () => {
    const { port } = await open();
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it('gives every answer the security headers', async () => {
    const { port } = await open();
    front?.serve(upstreams);
    const { headers } = await fetch(`http://127.0.0.1:${port}/graphql`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('upgrades where the table says so, and nowhere else', async () => {
    const { port } = await open();
    front?.serve(upstreams);
    expect(await upgradeStatus(port, '/graphql')).toBe(101);
    expect(await upgradeStatus(port, '/sub/x')).toBe(404);
    expect(await upgradeStatus(port, '/admin')).toBe(404);
    expect(await upgradeStatus(port, '/healthz')).toBe(404);
  });

  it('says in one line that the port is taken, and holds none of the addresses then', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '::1', done));
    const { port } = other.address() as AddressInfo;
    await expect(open({ port })).rejects.toMatchObject({
      problem: `Port ${port} is taken ([::1]:${port}).`,
      remedy: expect.stringContaining(`VORTEX_PORT=${port + 1}`),
    });
    await new Promise((done) => other.close(done));
    await open({ port });
  });

  it('ends connections that are still open when it closes', async () => {
    const { port } = await open();
    const socket = connect(port, '127.0.0.1');
    await new Promise((done) => socket.once('connect', done));
    socket.resume();
    front?.close();
    await new Promise((done) => socket.once('close', done));
  });
});

describe('the front while a backup is restored', () => {
  const progress = { id: 'one', stage: 'loading', rows: 3, ofRows: 9 } as const;
  const held = answerRestoring(() => progress);

  it('asks those who want the gateway to come again, and says how far it is; the site stays', async () => {
    const { port } = await open();
    front?.serve(upstreams);
    await front?.hold(held);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', body: '{}' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    const facts = { id: 'one', stage: 'loading', rows: '3', ofRows: '9' };
    const extensions = { code: 'UNAVAILABLE', reason: 'restoring', facts };
    expect(await answer.json()).toMatchObject({ errors: [{ extensions }] });
    expect((await fetch(`http://127.0.0.1:${port}/sub/token`)).status).toBe(503);
    expect(await (await fetch(`http://127.0.0.1:${port}/admin/`)).text()).toBe('site /admin/');
    expect(await upgradeStatus(port, '/graphql')).toBe(503);
    front?.release();
    expect(await (await fetch(`http://127.0.0.1:${port}/graphql`)).text()).toBe('core /graphql');
  });

  it('has what was under way answered first', async () => {
    const { port } = await open();
    let finish = (): void => undefined;
    const begun = new Promise<void>((started) => {
      const handle: Upstream['handle'] = (_, response) => {
        finish = () => response.end('late');
        started();
      };
      front?.serve({ ...upstreams, core: { handle } });
    });
    const answer = fetch(`http://127.0.0.1:${port}/graphql`);
    await begun;
    const order: string[] = [];
    const holding = front?.hold(held).then(() => order.push('held'));
    order.push('asked');
    finish();
    expect(await (await answer).text()).toBe('late');
    await holding;
    expect(order).toEqual(['asked', 'held']);
  });
});

describe('the front with a certificate', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tls-'));
  const files = { certFile: join(directory, 'cert.pem'), keyFile: join(directory, 'key.pem') };
  const certificate = (name: string) => {
    const key = join(directory, `${name}.key`);
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const out = ['-subj', `/CN=${name}`, '-keyout', key, '-out', join(directory, `${name}.cert`)];
    execFileSync('openssl', [...args, ...out], { stdio: 'ignore' });
  };
  const use = (part: 'cert' | 'key', name: string) => {
    copyFileSync(join(directory, `${name}.${part}`), part === 'cert' ? files.certFile : files.keyFile);
  };
  beforeAll(() => ['first', 'second'].forEach(certificate));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('takes up a renewed pair once both files are there', async () => {
    use('cert', 'first');
    use('key', 'first');
    const { port } = await open({ tls: files, renewalPollMs: 20 });
    front?.serve(upstreams);
    expect(await nameShown(port)).toBe('first');

    use('cert', 'second');
    expect(await nameShown(port)).toBe('first');
    use('key', 'second');
    while ((await nameShown(port)) !== 'second') await new Promise((done) => setTimeout(done, 20));
  });

  it('refuses a key that is not the certificate’s', async () => {
    use('cert', 'first');
    use('key', 'second');
    await expect(open({ tls: files })).rejects.toThrow('are not a certificate and its key');
  });
});

function upgradeStatus(port: number, path: string): Promise<number | undefined> {
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
  return new Promise((done, failed) => {
    request({ host: '127.0.0.1', port, path, headers })
      .on('upgrade', (answer) => done(answer.statusCode))
      .on('response', (answer) => done(answer.statusCode))
      .on('error', failed)
      .end();
  });
}

function nameShown(port: number): Promise<string | undefined> {
  return new Promise((done, failed) => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { CN } = socket.getPeerCertificate().subject;
      socket.destroy();
      done(Array.isArray(CN) ? CN[0] : CN);
    }).on('error', failed);
  });
}
