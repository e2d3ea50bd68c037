import { Injectable } from '@nestjs/common';
import {
  type CheckRealityTargetRequest,
  InboundsServiceService,
  type RealityTargetCheck,
  type RealityTargetProblem,
} from '@vortex/contracts/nodes';
import { Rpc } from '@vortex/kit';
import type { TargetProblem } from './target';
import { TargetService } from './target.service';

@Injectable()
export class TargetRpc {
  constructor(private readonly targets: TargetService) {}

  @Rpc(InboundsServiceService.checkRealityTarget)
  async checkRealityTarget({ target, serverNames }: CheckRealityTargetRequest): Promise<RealityTargetCheck> {
    const { problems, otherNames, latencyMs } = await this.targets.check({ target, serverNames });
    return { problems: problems.map(problemMessage), otherNames: [...otherNames], latencyMs };
  }
}

function problemMessage(problem: TargetProblem): RealityTargetProblem {
  return `REALITY_TARGET_PROBLEM_${problem.toUpperCase()}` as RealityTargetProblem;
}
