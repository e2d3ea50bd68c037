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
    (error: unknown) =>
      process.send?.({ latenciesMs: [], sentLateMs: [], perSecond: 0, statuses: {}, error: String(error) }),
  );
});

async function run(order: LinksOrder): Promise<LinksResult> {
  const tokens = readFileSync(order.tokensFile, 'utf8').trim().split('\n');
  const beginAt = performance.now() + order.warmUpMs;
  const endAt = order.requests === undefined ? beginAt + order.forMs : Number.POSITIVE_INFINITY;
  const latenciesMs: number[] = [];
  const sentLateMs: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const isOver = () => performance.now() >= endAt || next >= (order.requests ?? Number.POSITIVE_INFINITY);
  const ask = async (line: Line, startedAt: number): Promise<void> => {
    const token = tokens[(next++ * 7_919) % tokens.length] ?? '';
    const sentAt = performance.now();
    const { status, etag } = await line.ask(requestOf(order, token));
    if (etag !== undefined) etags.set(token, etag);
    if (startedAt < beginAt) return;
    statuses[status] = (statuses[status] ?? 0) + 1;
    latenciesMs.push(performance.now() - startedAt);
    sentLateMs.push(sentAt - startedAt);
  };
  const lines = await Promise.all(Array.from({ length: order.connections }, () => Line.open(order.port)));
  if (order.perSecond === undefined) {
    await Promise.all(
      lines.map(async (line) => {
        while (!isOver()) await ask(line, performance.now());
      }),
    );
  } else await atRate(lines, order.perSecond, ask, isOver);
  for (const line of lines) line.close();
  const seconds = (performance.now() - beginAt) / 1_000;
  return { latenciesMs, sentLateMs, perSecond: latenciesMs.length / seconds, statuses };
}

/** Whatever the answers take: what finds no free connection waits for one, and the time it waits counts. */
async function atRate(
  lines: readonly Line[],
  perSecond: number,
  ask: (line: Line, startedAt: number) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  const beganAt = performance.now();
  const free = [...lines];
  let begun = 0;
  const dueAt = (n: number) => beganAt + (n * 1_000) / perSecond;
  const beginWhatIsDue = (): void => {
    while (free.length > 0 && dueAt(begun) <= performance.now() && !isOver()) {
      const line = free.pop();
      if (!line) return;
      void ask(line, dueAt(begun++)).then(() => {
        free.push(line);
        beginWhatIsDue();
      });
    }
  };
  while (!isOver()) {
    beginWhatIsDue();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (free.length < lines.length) await new Promise((resolve) => setTimeout(resolve, 1));
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
  private done: ((seen: Seen | undefined) => void) | undefined;

  private constructor(
    private readonly port: number,
    private socket: Socket,
  ) {
    this.listen();
  }

  static async open(port: number): Promise<Line> {
    return new Line(port, await connected(port));
  }

  /** Servers close what was idle for seconds. What was asked meanwhile is asked again. */
  async ask(request: string): Promise<Seen> {
    for (;;) {
      if (!this.socket.writable) {
        this.socket = await connected(this.port);
        this.listen();
      }
      const seen = await new Promise<Seen | undefined>((resolve) => {
        this.done = resolve;
        this.socket.write(request);
      });
      if (seen) return seen;
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private listen(): void {
    [this.received, this.size, this.wanted] = [[], 0, 0];
    this.socket.on('data', (chunk: Buffer) => this.take(chunk)).on('close', () => this.done?.(undefined));
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

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket)).on('error', reject);
  });
}
