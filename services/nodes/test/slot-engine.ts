import type { ApplyUsersRequest, TunnelUser, UserSlots } from '@vortex/contracts/tunnel';
import type { AgentDouble } from './agent-double';

const pollMs = 5;
/** One that is turned away again and again is told of so often: the panel hears of everybody. */
const refusalMs = 300;
const none: UserSlots = { any: 0, named: [], wantedElsewhere: false };

/** An engine that lets in the addresses it has slots for, as the contract says, and tells of them. */
export class SlotEngine {
  private readonly users = new Map<string, TunnelUser>();
  private readonly present = new Map<string, Set<bigint>>();
  private readonly refused = new Map<string, Set<bigint>>();
  private readonly parts: ApplyUsersRequest[] = [];
  private timer: NodeJS.Timeout;
  private refusalToldAt = 0;
  generation = '';
  revision = 0n;

  constructor(private agent: AgentDouble) {
    this.timer = setInterval(() => this.obey(), pollMs);
  }

  /** Whether a connection of the user is let in. */
  comes(userId: string, who: bigint): boolean {
    const there = setOf(this.present, userId);
    const { any, named } = this.slots(userId);
    const taken = [...there].filter((one) => !named.includes(one)).length;
    if (there.has(who) || named.includes(who) || taken < any) {
      setOf(this.refused, userId).delete(who);
      if (!there.has(who)) {
        there.add(who);
        this.tell(userId);
      }
      return true;
    }
    const refused = setOf(this.refused, userId);
    const isNews = !refused.has(who) || performance.now() - this.refusalToldAt > refusalMs;
    refused.add(who);
    if (isNews) {
      this.refusalToldAt = performance.now();
      this.tell(userId, true);
    }
    return false;
  }

  /** Whoever was turned away gives up by it. */
  leaves(userId: string, who: bigint): void {
    for (const all of [this.present, this.refused]) setOf(all, userId).delete(who);
    this.tell(userId);
  }

  has(userId: string): readonly bigint[] {
    return [...setOf(this.present, userId)];
  }

  slots(userId: string): UserSlots {
    return this.users.get(userId)?.limits?.addressSlots ?? none;
  }

  knows(userId: string): boolean {
    return this.users.has(userId);
  }

  /** Hears and says nothing any more. */
  cutOff(): void {
    clearInterval(this.timer);
    this.agent.close();
  }

  /** Comes back through another stream, with what it has. */
  comeBack(agent: AgentDouble, hello: object): void {
    this.agent = agent;
    const engine = { version: '1', epoch: 7n, usersGeneration: this.generation, usersRevision: this.revision };
    agent.connect({ ...hello, engine });
    this.timer = setInterval(() => this.obey(), pollMs);
    for (const userId of this.users.keys()) this.tell(userId, true);
  }

  private tell(userId: string, always = false): void {
    if (!always && !this.slots(userId).wantedElsewhere) return;
    const addresses = { present: this.has(userId), refused: [...setOf(this.refused, userId)] };
    this.agent.send({ $case: 'standings', value: { epoch: 7n, users: [{ userId, addresses }] } });
  }

  private obey(): void {
    for (const message of this.agent.received.splice(0)) {
      if (message.$case === 'config') this.agent.send({ $case: 'config', value: { hash: message.value.hash } });
      if (message.$case !== 'users' || !message.value.change) continue;
      this.parts.push(message.value.change);
      if (message.value.isLast) this.apply(this.parts.splice(0));
    }
  }

  private apply(parts: readonly ApplyUsersRequest[]): void {
    const [first] = parts;
    if (first?.snapshot) this.users.clear();
    for (const user of parts.flatMap(({ upserts }) => upserts)) {
      this.users.set(user.id, user);
      this.cutSurplus(user.id);
      this.tell(user.id);
    }
    for (const id of parts.flatMap(({ removedIds }) => removedIds)) {
      this.users.delete(id);
      this.present.delete(id);
    }
    this.generation = first?.generation ?? '';
    this.revision = first?.toRevision ?? 0n;
    this.agent.send({ $case: 'users', value: { generation: this.generation, revision: this.revision } });
  }

  private cutSurplus(userId: string): void {
    const { any, named } = this.slots(userId);
    const free = this.has(userId).filter((one) => !named.includes(one));
    for (const who of free.slice(any)) setOf(this.present, userId).delete(who);
  }
}

function setOf(map: Map<string, Set<bigint>>, userId: string): Set<bigint> {
  const known = map.get(userId) ?? new Set();
  map.set(userId, known);
  return known;
}
