import { Injectable } from '@nestjs/common';
import {
  type AbortRolloutRequest,
  type GetRolloutRequest,
  type ListRolloutsRequest,
  type PauseRolloutRequest,
  type ResumeRolloutRequest,
  type Rollout,
  type RolloutPage,
  RolloutsServiceService,
  type StartRolloutRequest,
} from '@vortex/contracts/nodes';
import { Rpc, type RpcCall } from '@vortex/kit';
import { rolloutId, type WholeRollout } from './rollout';
import { planFrom, rolloutsWantedFrom } from './rollout-input';
import { RolloutLeader } from './rollout-leader.service';
import { toMessage } from './rollout-message';
import { RolloutService } from './rollout.service';

@Injectable()
export class RolloutRpc {
  constructor(
    private readonly rollouts: RolloutService,
    private readonly leader: RolloutLeader,
  ) {}

  @Rpc(RolloutsServiceService.startRollout)
  async startRollout(request: StartRolloutRequest, call: RpcCall): Promise<Rollout> {
    return this.changed(await this.rollouts.start(call.scope(), planFrom(request)));
  }

  @Rpc(RolloutsServiceService.pauseRollout)
  async pauseRollout({ id }: PauseRolloutRequest, call: RpcCall): Promise<Rollout> {
    return this.changed(await this.rollouts.pause(call.scope(), rolloutId(id)));
  }

  @Rpc(RolloutsServiceService.resumeRollout)
  async resumeRollout({ id }: ResumeRolloutRequest, call: RpcCall): Promise<Rollout> {
    return this.changed(await this.rollouts.resume(call.scope(), rolloutId(id)));
  }

  @Rpc(RolloutsServiceService.abortRollout)
  async abortRollout({ id, keeps }: AbortRolloutRequest, call: RpcCall): Promise<Rollout> {
    return this.changed(await this.rollouts.abort(call.scope(), rolloutId(id), keeps));
  }

  @Rpc(RolloutsServiceService.getRollout)
  async getRollout({ id }: GetRolloutRequest, call: RpcCall): Promise<Rollout> {
    return toMessage(await this.rollouts.find(call.scope(), rolloutId(id)));
  }

  @Rpc(RolloutsServiceService.listRollouts)
  async listRollouts(request: ListRolloutsRequest, call: RpcCall): Promise<RolloutPage> {
    const { rows, info } = await this.rollouts.list(call.scope(), rolloutsWantedFrom(request));
    return { rollouts: rows.map(toMessage), page: info };
  }

  /** Where it is led from here, it goes on now. */
  private changed(rollout: WholeRollout): Rollout {
    this.leader.wake();
    return toMessage(rollout);
  }
}
