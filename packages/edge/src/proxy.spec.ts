import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { proxyTo } from './proxy';

const opened: Server[] = [];
const sockets: Socket[] = [];

async function listen(server: Server): Promise<string> {
  opened.push(server);
  server.on('connection', (socket: Socket) => sockets.push(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function frontOf(upstream: string): Promise<string> {
  const proxy = proxyTo(upstream);
  return listen(createServer(proxy.handle).on('upgrade', proxy.upgrade));
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe('proxyTo', () => {
  it('passes a request and its answer on', async () => {
    const behind = createServer((incoming, answer) => {
      answer.writeHead(418, { 'x-path': incoming.url, 'x-from': incoming.headers['x-forwarded-for'] });
      incoming.pipe(answer);
    });
    const front = await frontOf(await listen(behind));
    const answer = await fetch(`${front}/a?b=c`, { method: 'POST', body: 'hello' });
    expect([answer.status, answer.headers.get('x-path'), await answer.text()]).toEqual([418, '/a?b=c', 'hello']);
    expect(answer.headers.get('x-from')).toBe('127.0.0.1');
  });

  it('joins the two ends of an upgraded connection', async () => {
    const behind = createServer().on('upgrade', (_, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
      socket.pipe(socket);
    });
    const front = await frontOf(await listen(behind));
    const heard = await new Promise<string>((done, failed) => {
      request(front, { headers: { Connection: 'Upgrade', Upgrade: 'echo' } })
        .on('upgrade', (_, socket) => {
          socket.on('data', (data: Buffer) => done(data.toString()));
          socket.write('hello');
        })
        .on('error', failed)
        .end();
    });
    expect(heard).toBe('hello');
  });

  it('answers 502 while nobody is behind it', async () => {
    const gone = createServer();
    const address = await listen(gone);
    await new Promise((done) => gone.close(done));
    opened.splice(0);
    expect((await fetch(await frontOf(address))).status).toBe(502);
  });
});
