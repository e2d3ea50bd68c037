import type { AppliedUsers } from '@vortex/contracts/tunnel';
import type { NodeEngine } from '../engine/engine.client';
import type { UsersInParts } from '../engine/user-stream.grpc';

/** Users that may wait for their last part: as much as the engine takes at once, and far more than memory is meant for. */
const mostBytes = 512 * 1024 * 1024;

/** Passes changes of users on as their parts come, so that the engine is busy with one while the next is on its way. */
export class UserParts {
  private passing: UsersInParts | undefined;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private takesParts: boolean | undefined;

  constructor(private readonly engine: NodeEngine) {}

  /** What the engine says to the change; undefined until its last part is there. */
  async pass(change: Uint8Array, isLast: boolean): Promise<AppliedUsers | undefined> {
    const isWhole = isLast && !this.passing && this.waiting.length === 0;
    if (isWhole) return this.engine.applyUsers(Buffer.from(change));
    this.takesParts ??= (await this.engine.hello()).capabilities.includes('users_in_parts');
    if (!this.takesParts) return this.collect(change, isLast);
    this.passing ??= this.engine.usersInParts();
    const stream = this.passing;
    await stream.send(change);
    if (!isLast) return undefined;
    this.passing = undefined;
    return stream.finish();
  }

  /** What was passed on of a change whose end does not come any more is to come to nothing. */
  close(): void {
    this.passing?.cancel();
  }

  private async collect(change: Uint8Array, isLast: boolean): Promise<AppliedUsers | undefined> {
    this.waiting.push(change);
    this.waitingBytes += change.length;
    if (this.waitingBytes > mostBytes) throw new Error('the panel sends more users than a node is meant for');
    if (!isLast) return undefined;
    // Messages behind each other are one: what is said once is what the last one says, and lists go on.
    const whole = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    return this.engine.applyUsers(whole);
  }
}
