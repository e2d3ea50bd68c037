import { type Applied, ApplyRequest } from '@vortex/contracts/tunnel';
import type { Log } from '../log';
import { Refused } from '../rpc';
import type { EngineInstances } from './engine-instances.service';
import { divided, type Division, refused, staying } from './instance';

/** Divides a configuration over the instances: on all of them it is, or on none. */
export class InstanceConfiguration {
  constructor(
    private readonly instances: EngineInstances,
    private readonly log: Log,
    private applied: ApplyRequest | undefined,
  ) {}

  async apply(request: ApplyRequest): Promise<readonly Applied[]> {
    const wanted = divided(request);
    await this.instances.need(wanted.keys());
    const before = await this.served(wanted);
    const come = [...wanted.keys()].filter((name) => !before?.has(name));
    try {
      const applied = await this.bring(before, wanted);
      this.applied = request;
      for (const { name } of this.instances.all) if (!wanted.has(name)) this.instances.retire(name);
      return applied;
    } catch (error) {
      if (wanted.size > 1 || this.instances.all.length > 1) await this.goBack(wanted, before);
      for (const name of come) this.instances.retire(name);
      throw error;
    }
  }

  /** What to go back to: nothing, where nothing is known and nothing is open. */
  private async served(wanted: Division): Promise<Division | undefined> {
    if (this.applied) return divided(this.applied);
    const [main] = this.instances.all;
    if (wanted.size === 1 || !main) return undefined;
    const health = await main.engine.health().catch(() => undefined);
    return health?.inbounds === 0n ? divided(ApplyRequest.fromPartial({})) : undefined;
  }

  private async bring(from: Division | undefined, to: Division): Promise<Applied[]> {
    await this.close(from, to);
    const applied = [];
    for (const [name, part] of to) applied.push(await this.tell(name, part, true));
    return applied.filter((one) => one !== undefined);
  }

  /** What is to be opened elsewhere is closed first. */
  private async close(from: Division | undefined, to: Division): Promise<void> {
    if (to.size === 1 && this.instances.all.length === 1) return;
    for (const [name, there] of from ?? []) {
      const stays = staying(to.get(name), there);
      if (stays.inbounds.length < there.inbounds.length) await this.tell(name, stays, to.has(name));
    }
  }

  /** @param isNeeded one that goes anyway need not answer */
  private async tell(name: string, part: ApplyRequest, isNeeded: boolean): Promise<Applied | undefined> {
    const { engine } = this.instances.all.find((one) => one.name === name) ?? {};
    try {
      if (!engine) throw new Error('it is not there');
      if (this.instances.all.length > 1) await engine.awaited();
      return await engine.apply(part);
    } catch (err) {
      if (!isNeeded) return undefined;
      const [inbound] = part.inbounds;
      if (err instanceof Refused || this.instances.all.length === 1 || !inbound) throw err;
      this.log.error({ err, instance: name }, 'an instance does not take its configuration');
      throw refused(inbound.tag, `its instance ${name === '' ? '' : `"${name}" `}does not answer`);
    }
  }

  /** One that cannot keeps none of the others from it. */
  private async goBack(from: Division, to: Division | undefined): Promise<void> {
    if (!to) return;
    const note = (err: unknown): void =>
      this.log.error({ err }, 'an instance does not serve again what it served before');
    await this.close(from, to).catch(note);
    for (const [name, part] of to) await this.tell(name, part, true).catch(note);
  }
}
