import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, DomainError, LOG, type Log, newId, runOutsideCall } from '@vortex/kit';
import { ContentRepository } from '../configurations/content.repository';
import { Deposed, type Leadership, LeadershipRepository } from './leadership.repository';
import type { RolloutId } from './rollout';
import { RolloutRepository } from './rollout.repository';
import { RolloutSteps } from './rollout-step.service';

const name = 'rollouts';
/** A judgement that fails is acted on within thirty seconds, also when the leader has just died. */
const leadMs = 10_000;
const lookMs = 1_000;
/** How often contents are looked for that nothing names any more, and how old they are then. */
const tidyMs = 60 * 60_000;

/** Has rollouts go on: at one replica of all, while it leads. */
@Injectable()
export class RolloutLeader implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly holder: string = newId();
  private lead: Leadership | undefined;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private closing = false;
  private tidiedAt = 0;

  constructor(
    private readonly leadership: LeadershipRepository,
    private readonly rollouts: RolloutRepository,
    private readonly steps: RolloutSteps,
    private readonly contents: ContentRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  get leads(): boolean {
    return this.lead !== undefined;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), lookMs).unref();
  }

  /** Ends behind the step under way; another replica goes on at once. */
  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await this.working;
    if (this.lead) await this.leadership.release(this.lead).catch(() => undefined);
    this.lead = undefined;
  }

  /** There may be something to do. */
  wake(): void {
    if (this.closing) return;
    this.working ??= runOutsideCall(() => this.work())
      .catch((err: unknown) => this.lost(err))
      .finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    const lead = await this.held();
    if (!lead) return;
    for (const id of await this.rollouts.live()) await this.bring(lead, id);
    await this.tidy();
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.tidiedAt < tidyMs) return;
    this.tidiedAt = now;
    await this.contents
      .prune(new Date(now - tidyMs))
      .catch((err: unknown) => this.log.warn({ err }, 'contents that nothing names are kept for now'));
  }

  private async held(): Promise<Leadership | undefined> {
    const { lead, leadership } = this;
    this.lead =
      lead && (await leadership.renew(lead, leadMs)) ? lead : await leadership.take(name, this.holder, leadMs);
    return this.lead;
  }

  private async bring(lead: Leadership, id: RolloutId): Promise<void> {
    try {
      while (!this.closing && (await this.steps.step(lead, id))) {
        if (!(await this.leadership.renew(lead, leadMs))) throw new Deposed(name);
      }
    } catch (err) {
      if (err instanceof Deposed) throw err;
      this.log.error({ err, rollout: id }, 'a rollout could not be brought further');
      // What a server cannot have now it cannot have later.
      if (err instanceof DomainError) await this.steps.giveUp(lead, id);
    }
  }

  private lost(err: unknown): void {
    this.lead = undefined;
    if (!(err instanceof Deposed)) this.log.warn({ err }, 'rollouts wait');
  }
}
