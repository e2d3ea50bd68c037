import { randomUUID } from 'node:crypto';
import { sharedRedis } from '@vortex/testing';
import { connectRedis, inProcess, type Ephemeral } from '../src';

export type DriverName = 'in process' | 'redis';

export const driverNames: readonly DriverName[] = ['in process', 'redis'];

/** Opens fresh, empty drivers of one kind, and closes them after each test. */
export function drivers(name: DriverName): { open(prefix?: string): Promise<Ephemeral> } {
  const opened: Ephemeral[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((driver) => driver.close()));
  });
  return {
    async open(prefix = randomUUID()) {
      const driver = name === 'redis' ? await connectRedis(await sharedRedis(), prefix) : inProcess();
      opened.push(driver);
      return driver;
    },
  };
}
