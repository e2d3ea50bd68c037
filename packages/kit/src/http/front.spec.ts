import { eventually } from '@vortex/testing';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Front } from './front';
import { HttpListener } from './http-listener';

let inner: Server;
let front: Front;
let listener: HttpListener;
let port: number;
const held: ServerResponse[] = [];

beforeEach(async () => {
  held.length = 0;
  inner = createServer((_request, response) => held.push(response));
  inner.on('upgrade', (_request, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  front = new Front(inner);
  listener = new HttpListener(front);
  port = await listener.listen({ kind: 'tcp', host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  listener.stop();
  listener.destroy();
});

const get = () =>
  new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
    request({ port, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, connection: response.headers.connection });
    })
      .on('error', reject)
      .end();
  });

it('lets requests under way end, and turns new ones away', async () => {
  const first = get();
  await eventually(() => held.length === 1);
  listener.stop();
  const drained = front.drain(10_000);
  await expect(get()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  held[0]?.end('done');
  await expect(first).resolves.toEqual({ status: 200, connection: 'close' });
  await drained;
});

it('answers 503 to what a front in the same process still hands over', async () => {
  await front.drain(0);
  await expect(get()).resolves.toMatchObject({ status: 503 });
});

it('cuts off requests that do not end in time', async () => {
  const first = expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
  await eventually(() => held.length === 1);
  await front.drain(20);
  await first;
});

it('tells WebSockets that it goes away', async () => {
  let received = Buffer.alloc(0);
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await eventually(() => received.includes('101 Switching'));
  await front.drain(1_000);
  await closed;
  expect(received.subarray(-4)).toEqual(Buffer.from([0x88, 0x02, 0x03, 0xe9])); // close frame, 1001
});
