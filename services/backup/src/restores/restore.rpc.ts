import { Injectable } from '@nestjs/common';
import { AuthServiceService } from '@vortex/contracts/auth';
import {
  type ArchiveCheck,
  type BeginRestoreRequest,
  type CheckArchiveRequest,
  type LatestRestore,
  type Restore as RestoreMessage,
  RestoreServiceService,
  type RestoreState,
} from '@vortex/contracts/backup';
import { accountOf, InjectRpc, Rpc, type RpcCall, type RpcClient } from '@vortex/kit';
import { z } from 'zod';
import { archiveId } from '../archives/archive';
import { operator } from '../archives/operator';
import { ArchiveChecks } from './archive-checks.service';
import { requestId, type Restore } from './restore';
import { RestoreService } from './restore.service';

const id = z.uuid();
const text = z.string().max(1_024, 'This is too long.');
const waitMs = z.number().int().max(60_000);

@Injectable()
export class RestoreRpc {
  constructor(
    private readonly restores: RestoreService,
    private readonly checks: ArchiveChecks,
    @InjectRpc(AuthServiceService) private readonly auth: RpcClient<typeof AuthServiceService>,
  ) {}

  @Rpc(RestoreServiceService.checkArchive, { input: z.object({ id, passphrase: text, waitMs }) })
  async checkArchive(request: CheckArchiveRequest, call: RpcCall): Promise<ArchiveCheck> {
    const { scope } = operator(call);
    const findings = await this.checks.check(scope, archiveId(request.id), request.passphrase, request.waitMs);
    return { findings: findings && { ...findings, databases: [...findings.databases] } };
  }

  @Rpc(RestoreServiceService.beginRestore, {
    input: z.object({ id, confirmation: text, password: text, passphrase: text, requestId: id, waitMs }),
  })
  async beginRestore(request: BeginRestoreRequest, call: RpcCall): Promise<RestoreMessage> {
    const { password, confirmation, passphrase } = request;
    const who = operator(call);
    const { accountId, role, sessionId } = accountOf(call.caller);
    const wish = { id: archiveId(request.id), confirmation, passphrase, requestId: requestId(request.requestId) };
    await this.restores.require(who, wish);
    // Nobody replaces everybody's data from a session that was left open.
    await this.auth.confirmOwnPassword({ password });
    return toWire(await this.restores.begin(who, { accountId, role, sessionId }, wish, request.waitMs));
  }

  @Rpc(RestoreServiceService.getLatestRestore)
  async getLatestRestore(_: object, call: RpcCall): Promise<LatestRestore> {
    operator(call);
    const latest = await this.restores.latest();
    return { restore: latest && toWire(latest) };
  }
}

function toWire({ state, asker: _, safetyArchiveId, ...restore }: Restore): RestoreMessage {
  return {
    ...restore,
    safetyArchiveId: safetyArchiveId ?? '',
    state: `RESTORE_STATE_${state.toUpperCase() as Uppercase<typeof state>}` satisfies RestoreState,
  };
}
