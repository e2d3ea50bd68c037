// The other process of the benchmark: asks over raw sockets, so that asking costs the machine as little as it can.
import { connect, type Socket } from 'node:net';
import type { LoadOrder, LoadResult } from './load-order';

const headEnd = Buffer.from('\r\n\r\n');

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) } satisfies LoadResult),
  );
});

async function run({ port, token, bodies, connections, warmUpMs, forMs }: LoadOrder): Promise<LoadResult> {
  const requests = bodies.map((body) => requestOf(port, token, body));
  const beginAt = performance.now() + warmUpMs;
  const endAt = beginAt + forMs;
  const latenciesMs: number[] = [];
  let failures = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    const line = await Line.open(port);
    while (performance.now() < endAt) {
      const startedAt = performance.now();
      const answer = await line.ask(requests[next++ % requests.length] ?? Buffer.alloc(0));
      if (!answer.startsWith('{"data"')) failures += 1;
      if (startedAt >= beginAt) latenciesMs.push(performance.now() - startedAt);
    }
    line.close();
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: connections }, worker));
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000;
  return { latenciesMs, failures, perSecond: latenciesMs.length / (forMs / 1_000), cpuMs };
}

function requestOf(port: number, token: string, body: string): Buffer {
  const length = Buffer.byteLength(body);
  const lines = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `authorization: Bearer ${token}`,
    `content-length: ${length}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** One connection, one request at a time. */
class Line {
  private received: Buffer[] = [];
  private size = 0;
  private wanted = 0;
  private bodyAt = 0;
  private done: ((answer: string) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).on('data', (chunk) => this.take(chunk));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Line(socket))).once('error', reject);
    });
  }

  ask(request: Buffer): Promise<string> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.size += chunk.length;
    if (this.wanted === 0) this.readHead();
    if (this.wanted === 0 || this.size < this.wanted) return;
    const answer = Buffer.concat(this.received)
      .subarray(this.bodyAt, this.bodyAt + 16)
      .toString();
    [this.received, this.size, this.wanted] = [[], 0, 0];
    this.done?.(answer);
  }

  private readHead(): void {
    const all = Buffer.concat(this.received);
    const end = all.indexOf(headEnd);
    if (end < 0) return;
    const length = /content-length: (\d+)/i.exec(all.subarray(0, end).toString())?.[1];
    this.bodyAt = end + headEnd.length;
    this.wanted = this.bodyAt + Number(length);
  }
}
