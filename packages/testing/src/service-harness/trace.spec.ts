import { AuthServiceService } from '@vortex/contracts/auth';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { note, NoteService, policies } from '../../test/note-service';
import { eventually } from '../eventually';
import { startService, type ServiceHarness, stub } from './index';

interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly parentSpanContext?: { readonly spanId: string };
  spanContext(): { readonly traceId: string; readonly spanId: string };
}

/** Keeps what would be sent to a collector. */
class Collector {
  readonly spans: Span[] = [];
  export(spans: readonly Span[], done: (result: { code: number }) => void): void {
    this.spans.push(...spans);
    done({ code: 0 });
  }
  shutdown(): Promise<void> {
    return Promise.resolve();
  }
  named(name: string | RegExp): Span | undefined {
    return this.spans.find((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  }
  /** The names from `span` up to the root of its trace. */
  pathOf(span: Span): string[] {
    const parent = this.spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId);
    return parent ? [...this.pathOf(parent), span.name] : [span.name];
  }
}

const canary = 'canary-51c0ffee';
let collector: Collector;
let harness: ServiceHarness<typeof NoteService>;

beforeAll(async () => {
  collector = new Collector();
  const account = {
    ...{ id: 'a', tenantId: 't', username: 'ann', role: '', name: '', disabled: false, mustChangePassword: false },
    ...{ createdAt: undefined, revision: 1n },
  };
  harness = await startService(note, {
    contract: NoteService,
    policies,
    spanExporter: collector,
    peers: [stub(AuthServiceService.getOwnAccount, async () => account)],
  });
});
afterAll(() => harness.stop());

it('is one from an rpc over SQL and the bus to the consumer and its SQL', async () => {
  await harness.rpc.as('owner').write({ id: 'n1', text: canary });
  const consumed = await eventually(() => collector.named(/^process vortex\.auth\.v1\.AccountCreated/) ?? false);
  const server = collector.spans.find((span) => span.name === 'NoteService/Write' && span.parentSpanContext);
  if (!server || !consumed) throw new Error('spans are missing');
  const { traceId } = server.spanContext();
  expect(consumed.spanContext().traceId).toBe(traceId);
  const inserts = collector.spans.filter(
    (span) => span.name === 'sql INSERT' && span.spanContext().traceId === traceId,
  );
  expect(inserts.map((span) => collector.pathOf(span).slice(0, 2))).toContainEqual([
    'NoteService/Write',
    'NoteService/Write',
  ]);
  expect(inserts.some((span) => collector.pathOf(span).includes(consumed.name))).toBe(true);
});

it('is one from HTTP to the service behind the service', async () => {
  const handle = harness.platform.services.get('note');
  const front = createServer((request, response) => handle?.handle(request, response));
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  const authorization = `Bearer ${await harness.rpc.token('ann')}`;
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const response = await fetch(`http://127.0.0.1:${port}/notes/me`, { headers: { authorization, traceparent } });
  expect(await response.json()).toMatchObject({ text: 'ann' });
  front.close();
  front.closeAllConnections();
  const last = await eventually(() => collector.spans.findLast((span) => span.name === 'http GET') ?? false);
  if (!last) throw new Error('no span');
  const { traceId } = last.spanContext();
  expect(traceId).not.toBe('0af7651916cd43dd8448eb211c80319c'); // a stranger does not name our traces
  const call = collector.spans.find(
    (span) => span.name === 'AuthService/GetOwnAccount' && span.spanContext().traceId === traceId,
  );
  expect(call && collector.pathOf(call)[0]).toBe('http GET');
});

it('holds no parameter of a statement and no token', async () => {
  const everything = JSON.stringify(collector.spans.map(({ name, attributes }) => ({ name, attributes })));
  expect(everything).toContain('INSERT INTO note');
  expect(everything).not.toContain(canary);
  expect(everything).not.toContain('eyJ');
});
