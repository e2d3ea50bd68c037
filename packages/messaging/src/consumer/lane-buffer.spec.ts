import { EventEnvelope } from '@vortex/contracts/common';
import type { Delivery } from '../bus/bus-driver';
import { LaneBuffer } from './lane-buffer';

const delivery = (aggregateId: string, sequence: number, suspect = false): Delivery => ({
  envelope: EventEnvelope.fromPartial({ producer: 'shop', aggregateId, sequence: BigInt(sequence) }),
  suspect,
  settle: () => undefined,
});
const names = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ envelope }) => `${envelope.aggregateId}${envelope.sequence}`);

describe('LaneBuffer', () => {
  it('gives the oldest first, up to the limit', () => {
    const buffer = new LaneBuffer();
    buffer.add([delivery('a', 1), delivery('b', 1), delivery('a', 2)]);
    expect(names(buffer.take(2))).toEqual(['a1', 'b1']);
    expect(names(buffer.take(2))).toEqual(['a2']);
  });

  it('passes over an aggregate that is held, and keeps its order for later', () => {
    const buffer = new LaneBuffer();
    buffer.add([delivery('a', 1), delivery('b', 1), delivery('a', 2), delivery('b', 2)]);
    buffer.hold('shop/a');
    expect(names(buffer.take(3))).toEqual(['b1', 'b2']);
    buffer.release('shop/a');
    buffer.add([delivery('a', 3)]);
    expect(names(buffer.take(3))).toEqual(['a1', 'a2', 'a3']);
  });

  it('gives a suspect alone', () => {
    const buffer = new LaneBuffer();
    buffer.add([delivery('a', 1), delivery('b', 1, true), delivery('c', 1)]);
    expect(names(buffer.take(3))).toEqual(['a1']);
    expect(names(buffer.take(3))).toEqual(['b1']);
    expect(names(buffer.take(3))).toEqual(['c1']);
  });

  it('takes back what was not begun, in front', () => {
    const buffer = new LaneBuffer();
    buffer.add([delivery('a', 1), delivery('a', 2)]);
    const taken = buffer.take(1);
    buffer.putBack(taken);
    expect(names(buffer.take(5))).toEqual(['a1', 'a2']);
  });
});
