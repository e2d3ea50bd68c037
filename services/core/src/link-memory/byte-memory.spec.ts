import { hash, randomBytes, randomInt } from 'node:crypto';
import { ByteMemory } from './byte-memory';

const keyOf = (name: string) => hash('sha256', name, 'buffer').subarray(0, 16);
const text = (memory: ByteMemory, name: string) => memory.get(keyOf(name))?.toString('utf8');

describe('a memory of bytes', () => {
  it('gives what was put there, the last of one key, and nothing of what was deleted', () => {
    const memory = new ByteMemory(64 * 1_024);
    memory.put(keyOf('ann'), Buffer.from('first'));
    memory.put(keyOf('ann'), Buffer.from('a second one'));
    memory.put(keyOf('ann'), Buffer.from('third, and longer than all that was there before'.repeat(5)));
    memory.put(keyOf('bob'), Buffer.from(''));
    expect([text(memory, 'ann')?.length, text(memory, 'bob'), text(memory, 'eve')]).toEqual([240, '', undefined]);
    memory.delete(keyOf('ann'));
    expect([text(memory, 'ann'), text(memory, 'bob'), memory.size]).toEqual([undefined, '', 1]);
  });

  it('keeps nothing without room, and nothing that would take the room of many', () => {
    for (const capacity of [0, 4_096]) {
      const memory = new ByteMemory(capacity);
      memory.put(keyOf('ann'), Buffer.alloc(2_000));
      expect([text(memory, 'ann'), memory.size]).toEqual([undefined, 0]);
    }
  });

  it('lets the oldest go, and nothing else, when it is full', () => {
    const memory = new ByteMemory(128 * 100);
    for (let n = 0; n < 1_000; n += 1) memory.put(keyOf(`user ${n}`), Buffer.from(`value ${n}`));
    const held = Array.from({ length: 1_000 }, (_, n) => text(memory, `user ${n}`));
    expect(held.slice(0, 900).every((value) => value === undefined)).toBe(true);
    expect(held.slice(900)).toEqual(Array.from({ length: 100 }, (_, n) => `value ${n + 900}`));
    expect(memory.size).toBe(100);
  });

  it('never gives one the value of another, whatever is put and deleted in whatever order', () => {
    const memory = new ByteMemory(20_000);
    const last = new Map<string, string>();
    for (let n = 0; n < 20_000; n += 1) {
      const name = `user ${randomInt(200)}`;
      if (randomInt(4) === 0) {
        memory.delete(keyOf(name));
        last.delete(name);
      } else {
        const value = randomBytes(randomInt(600)).toString('base64');
        memory.put(keyOf(name), Buffer.from(value));
        last.set(name, value);
      }
      const other = `user ${randomInt(200)}`;
      const found = text(memory, other);
      if (found !== undefined && found !== last.get(other)) throw new Error(`${other} was given ${found}`);
    }
    const held = [...last.keys()].filter((name) => text(memory, name) !== undefined);
    expect([memory.size, held.length > 10]).toEqual([held.length, true]);
  });
});
