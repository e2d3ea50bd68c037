import { Parts } from '../process/parts.mjs';

it('what was started is ended, the last first, also where one of them cannot be', async () => {
  const ended: string[] = [];
  const parts = new Parts();
  for (const name of ['panel', 'node', 'target']) {
    parts.add(name, (one: string) => {
      ended.push(one);
      if (one === 'node') throw new Error('it is gone already');
    });
  }
  await expect(parts.end()).rejects.toThrow('it is gone already');
  expect(ended).toEqual(['target', 'node', 'panel']);
  await parts.end();
  expect(ended).toHaveLength(3);
});
