import { Server, ServerCredentials, type ServerReadableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import {
  type AppliedUsers,
  ApplyUsersRequest,
  type ApplyUsersInPartsRequest,
  Engine as EngineState,
  TunnelServiceService,
} from '@vortex/contracts/tunnel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../engine/engine.client';
import { UserParts } from './user-parts';

const applied: AppliedUsers = { revision: 4n, problems: [], problemsTotal: 0n };

/** An engine that takes users and serves nobody. */
class EngineDouble {
  readonly folder = mkdtempSync(join(tmpdir(), 'user-parts-'));
  readonly whole: ApplyUsersRequest[] = [];
  readonly parts: (ApplyUsersRequest | undefined)[] = [];
  heard: () => void = () => undefined;
  refuses = false;
  private noteCut: () => void = () => undefined;
  readonly cut = new Promise<void>((resolve) => (this.noteCut = resolve));
  private readonly server = new Server();
  readonly client = new Engine(join(this.folder, 'engine.sock'));

  async start(...capabilities: string[]): Promise<this> {
    this.server.addService(TunnelServiceService, {
      hello: (_: unknown, reply: sendUnaryData<EngineState>) => reply(null, EngineState.fromPartial({ capabilities })),
      applyUsers: ({ request }: { request: ApplyUsersRequest }, reply: sendUnaryData<AppliedUsers>) => {
        this.whole.push(request);
        reply(null, applied);
      },
      applyUsersInParts: (
        call: ServerReadableStream<ApplyUsersInPartsRequest, AppliedUsers>,
        reply: sendUnaryData<AppliedUsers>,
      ) => {
        if (this.refuses) return reply({ code: status.UNAVAILABLE, details: 'draining' });
        call.on('data', ({ part }: ApplyUsersInPartsRequest) => {
          this.parts.push(part);
          this.heard();
        });
        call.on('end', () => reply(null, applied));
        call.on('cancelled', () => this.noteCut());
      },
    });
    await new Promise<void>((resolve, reject) =>
      this.server.bindAsync(`unix:${join(this.folder, 'engine.sock')}`, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    return this;
  }

  async heardOf(count: number): Promise<void> {
    while (this.parts.length < count) await new Promise<void>((resolve) => (this.heard = resolve));
  }

  stop(): void {
    this.client.close();
    this.server.forceShutdown();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const change = (...ids: string[]) =>
  ApplyUsersRequest.fromPartial({ generation: 'g', toRevision: 4n, upserts: ids.map((id) => ({ id })) });
const encoded = (...ids: string[]) => ApplyUsersRequest.encode(change(...ids)).finish();

describe('parts of a change of users', () => {
  let engine: EngineDouble;
  beforeEach(() => (engine = new EngineDouble()));
  afterEach(() => engine.stop());

  it('reach the engine as they come, each as it was', async () => {
    const parts = new UserParts((await engine.start('users_in_parts')).client);
    const many = Array.from({ length: 5_000 }, (_, n) => `user ${n}`);
    await expect(parts.pass(encoded(...many), false)).resolves.toBeUndefined();
    await engine.heardOf(1);
    await expect(parts.pass(encoded('b'), false)).resolves.toBeUndefined();
    await engine.heardOf(2);
    await expect(parts.pass(encoded(), true)).resolves.toEqual(applied);
    expect(engine.parts).toEqual([change(...many), change('b'), change()]);
    expect(engine.whole).toEqual([]);
  });

  it('are one message where there is one part alone', async () => {
    const parts = new UserParts((await engine.start('users_in_parts')).client);
    await expect(parts.pass(encoded('a'), true)).resolves.toEqual(applied);
    expect([engine.whole, engine.parts]).toEqual([[change('a')], []]);
  });

  it('wait for the last one where the engine takes no parts', async () => {
    const parts = new UserParts((await engine.start()).client);
    for (const last of [false, true, false, true]) await parts.pass(encoded(last ? 'b' : 'a'), last);
    expect([engine.whole, engine.parts]).toEqual([[change('a', 'b'), change('a', 'b')], []]);
  });

  it('are taken back from the engine when the rest does not come', async () => {
    const parts = new UserParts((await engine.start('users_in_parts')).client);
    await parts.pass(encoded('a'), false);
    await engine.heardOf(1);
    parts.close();
    await engine.cut;
  });

  it('fail where the engine has refused the change before its end', async () => {
    engine.refuses = true;
    const parts = new UserParts((await engine.start('users_in_parts')).client);
    const sending = async () => {
      for (;;) await parts.pass(encoded('a'.repeat(100_000)), false);
    };
    await expect(sending()).rejects.toThrow('draining');
  });
});
