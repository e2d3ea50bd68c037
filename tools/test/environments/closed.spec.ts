import { createServer } from 'node:net';
import { closed } from './closed.cjs';

class Plain {
  async teardown(): Promise<void> {}
}
const Environment = closed(Plain, 500);

describe('a test file', () => {
  it('ends once what it opened is closed', async () => {
    const environment = new Environment();
    const server = createServer().listen(0, '127.0.0.1');
    setTimeout(() => server.close(), 100);
    await expect(environment.teardown()).resolves.toBeUndefined();
  });

  it('fails by the kind of what it left open', async () => {
    const environment = new Environment();
    const server = createServer().listen(0, '127.0.0.1');
    await expect(environment.teardown()).rejects.toThrow('left open after the tests: TCPServerWrap');
    server.close();
  });

  it('may leave what cannot keep a process alive', async () => {
    const environment = new Environment();
    const timer = setTimeout(() => undefined, 60_000).unref();
    await expect(environment.teardown()).resolves.toBeUndefined();
    clearTimeout(timer);
  });
});
