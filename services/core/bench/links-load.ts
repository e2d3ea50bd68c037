// The other process of the benchmark: fetches links over raw sockets, so that asking costs the machine as little as it can.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { LinksOrder, LinksResult } from './links-order';

const headEnd = Buffer.from('\r\n\r\n');
/** What each answer was named, by token: kept from order to order. */
const etags = new Map<string, string>();

process.on('message', (order: LinksOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ latenciesMs: [], perSecond: 0, statuses: {}, error: String(error) }),
  );
});

async function run(order: LinksOrder): Promise<LinksResult> {
  const tokens = readFileSync(order.tokensFile, 'utf8').trim().split('\n');
  const beginAt = performance.now() + order.warmUpMs;
  const endAt = order.requests === undefined ? beginAt + order.forMs : Number.POSITIVE_INFINITY;
  const latenciesMs: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const worker = async (n: number): Promise<void> => {
    const line = await Line.open(order.port);
    const stepMs = order.perSecond === undefined ? 0 : (1_000 * order.connections) / order.perSecond;
    let due = performance.now() + (stepMs * n) / order.connections;
    while (performance.now() < endAt && next < (order.requests ?? Number.POSITIVE_INFINITY)) {
      if (stepMs > 0) await until(due);
      const token = tokens[(next++ * 7_919) % tokens.length] ?? '';
      const startedAt = stepMs > 0 ? due : performance.now();
      due += stepMs;
      const { status, etag } = await line.ask(requestOf(order, token));
      if (etag !== undefined) etags.set(token, etag);
      if (startedAt < beginAt) continue;
      statuses[status] = (statuses[status] ?? 0) + 1;
      latenciesMs.push(performance.now() - startedAt);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: order.connections }, (_, n) => worker(n)));
  const seconds = (performance.now() - beginAt) / 1_000;
  return { latenciesMs, perSecond: latenciesMs.length / seconds, statuses };
}

function until(instant: number): Promise<void> | undefined {
  const ms = instant - performance.now();
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
}

function requestOf({ port, unchanged }: LinksOrder, token: string): string {
  const etag = unchanged ? etags.get(token) : undefined;
  const known = etag === undefined ? '' : `if-none-match: ${etag}\r\n`;
  return `GET /sub/${token} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nuser-agent: v2rayNG/1.10.2\r\n${known}\r\n`;
}

interface Seen {
  readonly status: string;
  readonly etag: string | undefined;
}

/** One connection, one request at a time. */
class Line {
  private received: Buffer[] = [];
  private size = 0;
  private wanted = 0;
  private seen: Seen = { status: '', etag: undefined };
  private done: ((seen: Seen) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).on('data', (chunk) => this.take(chunk));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Line(socket))).once('error', reject);
    });
  }

  ask(request: string): Promise<Seen> {
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
    [this.received, this.size, this.wanted] = [[], 0, 0];
    this.done?.(this.seen);
  }

  private readHead(): void {
    const all = Buffer.concat(this.received);
    const end = all.indexOf(headEnd);
    if (end < 0) return;
    const head = all.subarray(0, end).toString('latin1');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    this.seen = { status: head.slice(9, 12), etag: /etag: (\S+)/i.exec(head)?.[1] };
    this.wanted = end + headEnd.length + length;
  }
}
