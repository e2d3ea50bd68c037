import { Inject, Injectable } from '@nestjs/common';
import type { FieldViolation } from '@vortex/contracts/common';
import type { InboundProblem, ValidateRequest } from '@vortex/contracts/tunnel';
import { CLOCK, type Clock, InvalidInput, type TenantId } from '@vortex/kit';
import { engineInbound } from '../desired/engine-config';
import type { InboundId } from '../inbounds/inbound';
import { newInbound } from '../inbounds/inbound';
import type { ServerId } from '../servers/server';
import { type Content, hashOf } from './content';
import { fieldOf } from './engine-problem';
import { EngineRepository } from './engine.repository';
import { instanceProblems } from './instances';
import { EngineValidation } from './engine-validation.service';
import type { Validated } from './version';

/** Engines that are asked in turn until one has a word on it. */
const mostAsked = 2;
/** An agent tells of itself every ten seconds; three times unheard is gone. */
const silentMs = 35_000;
/** An engine that does not know a protocol says nothing about how it is set. */
const noVerdict = 'unknown_protocol';
const surroundings = { coefficientMilli: 1_000, reachesPrivate: false };

interface Place {
  readonly tenantId: TenantId;
  readonly serverId: ServerId;
}

/** Has an engine look at a content before it is accepted: that of the server, or of another of its tenant. */
@Injectable()
export class ContentValidator {
  constructor(
    private readonly engines: EngineRepository,
    private readonly validation: EngineValidation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Outside of transactions.
   * @param order tags as they stand in the input. Of the others nothing is said.
   * @throws InvalidInput with every problem, at `inbounds[n].…`
   */
  accept(place: Place, content: Content, order: readonly string[]): Promise<Validated> {
    return this.validated(place, content, (tag) => {
      const at = order.indexOf(tag);
      return at < 0 ? undefined : `inbounds[${at}].`;
    });
  }

  /** The same of one inbound among others, at the paths of its own input. */
  acceptOne(place: Place, content: Content, tag: string): Promise<Validated> {
    return this.validated(place, content, (other) => (other === tag ? '' : undefined));
  }

  private async validated(
    { tenantId, serverId }: Place,
    content: Content,
    rootOf: (tag: string) => string | undefined,
  ): Promise<Validated> {
    const hash = hashOf(content);
    const isKnown = !content.some(({ instance }) => instance) || (await this.engines.takesInstances(serverId));
    const refused = instanceProblems(content, isKnown, rootOf);
    if (refused.length > 0) throw new InvalidInput(refused);
    const request = requestOf({ tenantId, serverId }, content);
    const seenSince = new Date(this.clock.now().getTime() - silentMs);
    for (const engine of await this.engines.reachable(tenantId, serverId, seenSince, mostAsked)) {
      const word = await this.validation.ask(engine, request);
      if (!word) continue;
      const violations = word.problems.flatMap((problem) => violationOf(problem, content, rootOf));
      if (violations.length > 0) throw new InvalidInput(violations);
      return { by: word.engine, hash };
    }
    return { by: '', hash };
  }
}

/** Named by their place, for a tag may be longer than what an engine takes for a name. */
function requestOf({ serverId, tenantId }: Place, content: Content): ValidateRequest {
  const now = new Date(0);
  const inbounds = content
    .filter(({ enabled }) => enabled)
    .map((properties) => {
      const id = String(content.indexOf(properties)) as InboundId;
      return engineInbound({ ...newInbound({ id: serverId, tenantId }, properties, now), id }, surroundings);
    });
  return { settings: { byEngine: {} }, inbounds };
}

function violationOf(
  { tag, code, message }: InboundProblem,
  content: Content,
  rootOf: (tag: string) => string | undefined,
): FieldViolation[] {
  const inbound = content[Number(tag)];
  const root = inbound && rootOf(inbound.tag);
  if (!inbound || root === undefined || code === noVerdict) return [];
  return [{ path: `${root}${fieldOf(inbound, message)}`, code: 'engine_refused', message: sentence(message) }];
}

/** The engine's own words, as far as an operator needs them. */
function sentence(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}
