import { ChunkSize } from './chunk-size';

describe('ChunkSize', () => {
  const limits = { min: 8, max: 250, targetMs: 20 };

  it('grows while transactions are quick, up to its limit', () => {
    const size = new ChunkSize(limits);
    for (let i = 0; i < 20; i++) size.observe(size.current, 2);
    expect(size.current).toBe(250);
  });

  it('shrinks when a transaction takes longer than its target, down to its limit', () => {
    const size = new ChunkSize(limits, 200);
    size.observe(200, 40);
    expect(size.current).toBe(100);
    for (let i = 0; i < 20; i++) size.observe(size.current, 1_000);
    expect(size.current).toBe(8);
  });

  it('learns nothing from a quick transaction that was not full', () => {
    const size = new ChunkSize(limits, 50);
    size.observe(3, 1);
    expect(size.current).toBe(50);
  });
});
