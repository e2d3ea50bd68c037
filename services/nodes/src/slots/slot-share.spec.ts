import { followed, mostAtOnce, noSlots, type SlotLease, type Slots, told } from './slot';
import { shared, started } from './slot-share';

/** The same numbers at every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

const lease = (serverId: string, given: Partial<SlotLease> = {}): SlotLease => ({
  ...{ serverId, held: noSlots, next: undefined, present: [], refused: [], watched: false, current: false },
  ...given,
});

/** A node and a panel's row of it: what it was told reaches it late, and so does what it says. */
class Node {
  acts: Slots = noSlots;
  watches = false;
  readonly present = new Set<bigint>();
  readonly refused = new Set<bigint>();

  constructor(readonly serverId: string) {}

  comes(who: bigint): void {
    if (this.present.has(who)) return;
    const { any, named } = this.acts;
    const taken = [...this.present].filter((one) => !named.includes(one)).length;
    if (named.includes(who) || taken < any) this.present.add(who);
    else this.refused.add(who); // until it is in, or is forgotten
  }

  leaves(who: bigint): void {
    this.present.delete(who);
    this.refused.delete(who);
  }

  hears({ watched, ...of }: SlotLease): void {
    this.acts = told(of as SlotLease);
    this.watches = watched;
    const free = [...this.present].filter((one) => !this.acts.named.includes(one));
    for (const who of free.slice(this.acts.any)) this.present.delete(who);
  }

  /** As the panel notes it. */
  says(row: SlotLease): SlotLease {
    const refused = [...this.refused].filter((who) => !this.present.has(who));
    return { ...row, present: [...this.present], refused, current: this.watches && row.watched };
  }
}

/** All that a user is connected from, each address once. */
const connected = (nodes: readonly Node[]) => new Set(nodes.flatMap(({ present }) => [...present]));

/** Words go both ways until there is nothing more to say. */
function settle(most: number, nodes: readonly Node[], rows: readonly SlotLease[]): readonly SlotLease[] {
  let now = rows;
  for (let round = 0; round < 12; round += 1) {
    now = now.map((row, n) => {
      nodes[n]?.hears(row);
      return followed(row);
    });
    now = shared(
      most,
      now.map((row, n) => nodes[n]?.says(row) ?? row),
    );
  }
  return now;
}

function fleet(most: number, size: number) {
  const nodes = Array.from({ length: size }, (_, n) => new Node(`server ${n}`));
  let rows: readonly SlotLease[] = [];
  for (const { serverId } of nodes) rows = [...rows, started(most, lease(serverId), rows, size)];
  rows.forEach((row, n) => nodes[n]?.hears(row));
  return { nodes, rows };
}

describe('slots of several servers', () => {
  it('are all a lone server’s, and of several each has a part where there are enough', () => {
    expect(fleet(3, 1).rows.map(({ held }) => held.any)).toEqual([3]);
    expect(fleet(7, 3).rows.map(({ held }) => held.any)).toEqual([2, 2, 2]);
    expect(fleet(2, 3).rows.map(({ held }) => held.any)).toEqual([0, 0, 0]);
  });

  it('let two addresses of two in, on whichever servers, and the third when one has left another server', () => {
    const { nodes, rows } = fleet(2, 3);
    const [one, two, three] = nodes as [Node, Node, Node];
    const come = (now: readonly SlotLease[], at: Node, who: bigint) => {
      at.comes(who);
      const next = settle(
        2,
        nodes,
        now.map((row, n) => nodes[n]?.says(row) ?? row),
      );
      at.comes(who);
      return next;
    };
    let now = come(rows, one, 1n);
    now = come(now, two, 2n);
    now = come(now, three, 3n);
    expect([...connected(nodes)]).toEqual([1n, 2n]);
    one.leaves(1n);
    now = come(now, three, 3n);
    expect([...connected(nodes)].sort()).toEqual([2n, 3n]);
    expect(mostAtOnce(now)).toBeLessThanOrEqual(2);
  });

  it('count an address once, on however many servers it is', () => {
    const { nodes, rows } = fleet(1, 4);
    let now: readonly SlotLease[] = rows;
    for (let turn = 0; turn < 4; turn += 1) {
      for (const node of nodes) node.comes(9n);
      now = settle(
        1,
        nodes,
        now.map((row, n) => nodes[n]?.says(row) ?? row),
      );
    }
    for (const node of nodes) node.comes(9n);
    expect(nodes.map(({ present }) => present.has(9n))).toEqual([true, true, true, true]);
    nodes[3]?.comes(8n);
    settle(
      1,
      nodes,
      now.map((row, n) => nodes[n]?.says(row) ?? row),
    );
    nodes[3]?.comes(8n);
    expect([...connected(nodes)]).toEqual([9n]);
  });

  it('come back when a limit is lowered, those who idle first', () => {
    const rows = [
      lease('a', { held: { any: 2, named: [] }, present: [1n, 2n] }),
      lease('b', { held: { any: 2, named: [] }, present: [] }),
    ];
    expect(shared(2, rows).map((row) => told(row).any)).toEqual([2, 0]);
    expect(shared(1, [lease('a', { held: { any: 0, named: [5n, 6n] } })]).map((row) => told(row).named)).toEqual([
      [6n],
    ]);
  });

  it('are never taken from a server of which it is not known who is there', () => {
    const rows = [lease('a', { held: { any: 1, named: [] } }), lease('b', { refused: [7n] })];
    const [a] = shared(1, rows);
    expect(a).toMatchObject({ held: { any: 1 }, next: undefined, watched: true });
  });

  it('never let in more than there are, whatever is lost, late or repeated, and whoever comes where', () => {
    const random = randomFrom(20_261_201);
    for (let round = 0; round < 50; round += 1) {
      const size = 1 + random(5);
      let most = 1 + random(4);
      const { nodes, rows } = fleet(most, size);
      let now = [...rows];
      let highest = most; // what was told under a limit may be acted by until something else is known to be
      for (let step = 0; step < 100; step += 1) {
        const at = random(size);
        const [node, row] = [nodes[at] as Node, now[at] as SlotLease];
        const who = BigInt(random(6));
        const deed = random(7);
        if (deed < 3) node.comes(who);
        else if (deed === 3) node.leaves(who);
        else if (deed === 4)
          node.hears(row); // and the panel does not know yet
        else if (deed === 5) {
          node.hears(row);
          now[at] = followed(row);
        } else
          now = [
            ...shared(
              most,
              now.map((one, n) => (n === at ? node.says(one) : one)),
            ),
          ];
        if (random(40) === 0) {
          most = 1 + random(4);
          now = [...shared(most, now)];
        }
        highest = mostAtOnce(now) <= most ? most : Math.max(highest, most);
        expect(mostAtOnce(now)).toBeLessThanOrEqual(highest);
        expect(connected(nodes).size).toBeLessThanOrEqual(mostAtOnce(now));
      }
    }
  });

  it('reach whoever waits once somebody leaves, from any mess', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 25; round += 1) {
      const [size, most] = [2 + random(4), 1 + random(3)];
      const { nodes, rows } = fleet(most, size);
      let now: readonly SlotLease[] = rows;
      for (let step = 0; step < 30; step += 1) {
        const node = nodes[random(size)] as Node;
        if (random(3) === 0) node.leaves(BigInt(random(5)));
        else node.comes(BigInt(random(5)));
        if (random(2) === 0)
          now = settle(
            most,
            nodes,
            now.map((row, n) => nodes[n]?.says(row) ?? row),
          );
      }
      for (const { present, refused } of nodes) for (const all of [present, refused]) all.clear();
      const last = nodes[random(size)] as Node;
      for (let turn = 0; turn < most + 2; turn += 1) {
        last.comes(99n);
        now = settle(
          most,
          nodes,
          now.map((row, n) => nodes[n]?.says(row) ?? row),
        );
      }
      last.comes(99n);
      expect(last.present.has(99n)).toBe(true);
    }
  });
});
