import type { Clock } from '../clock/clock';
import { newId } from '../ids/id';
import { TenantDirectory } from './tenant-directory';

it('asks auth once for a tenant, and again when it has known it for a while', async () => {
  let nowMs = 0;
  const clock: Clock = { now: () => new Date(nowMs), monotonic: () => nowMs };
  const id = newId<'tenant'>();
  const asked: string[] = [];
  const directory = new TenantDirectory(async (tenant) => {
    asked.push(tenant);
    return id;
  }, clock);
  await directory.find('reseller');
  await expect(directory.find('reseller')).resolves.toBe(id);
  expect(asked).toEqual(['reseller']);
  nowMs = 31_000;
  await directory.find('reseller');
  expect(asked).toHaveLength(2);
});

it('remembers no failure', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve(newId())];
  const clock: Clock = { now: () => new Date(0), monotonic: () => 0 };
  const directory = new TenantDirectory(() => answers.shift() ?? Promise.reject(new Error('asked too often')), clock);
  await expect(directory.find('reseller')).rejects.toThrow('away');
  await expect(directory.find('reseller')).resolves.toBeDefined();
});
