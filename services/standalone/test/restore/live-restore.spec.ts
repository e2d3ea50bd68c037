import { newId, type RestoreOrder } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { statSync } from 'node:fs';
import { DatabaseSwap } from '../../src/restore/database-swap';
import type { LiveRestore } from '../../src/restore/live-restore';
import { HalfRestored } from '../../src/restore/restore.errors';
import { newKey, RestoreLab } from './restore-lab';

jest.setTimeout(120_000);

/** Databases are made and removed by a machine that may do much else. */
const patience = { timeoutMs: 60_000 };
const never = new Promise<never>(() => undefined);
const fail = jest.fn();
const start = jest.fn<Promise<void>, []>();
let lab: RestoreLab;
beforeAll(async () => {
  lab = await RestoreLab.open();
});
beforeEach(async () => {
  jest.resetAllMocks();
  await lab.renew();
});
afterAll(() => lab.close());

const orderOf = (file: string): RestoreOrder => ({ id: newId(), file, passphrase: '' });
const cannotStart = () => Promise.reject(new Error('cannot start on this'));
const nothingButTheDatabases = async () => {
  expect(await lab.databases()).toEqual(['blue', 'red']);
  expect(lab.isWrittenDown).toBe(false);
};

/** Until services have started, on whatever data, and what was left is gone. */
async function restored(live: LiveRestore, order: RestoreOrder): Promise<void> {
  live.begin(order);
  await eventually(() => live.outcome?.id === order.id && !lab.isWrittenDown, patience);
}

describe('a restore that is killed', () => {
  it('before services start on the new data is done: the next start says so, and tidies', async () => {
    const order = orderOf(await lab.archive());
    lab.live(start.mockReturnValueOnce(never), fail).begin(order);
    await eventually(() => start.mock.calls.length === 1, patience);
    expect(await lab.databases()).toEqual(['blue', 'blue_before_restore', 'red', 'red_before_restore']);
    const next = lab.live(start, fail);
    await next.start();
    const [generation = 0n, other] = await lab.generations();
    expect(generation).toBeGreaterThan(1n);
    expect(other).toBe(generation);
    expect(next.outcome).toEqual({ id: order.id, generation, failure: '' });
    expect(await lab.notes()).toEqual(['of the archive', 'of the archive']);
    await nothingButTheDatabases();
  });

  /** Only the databases of the first server have changed places when it ends. */
  const killedBetweenServers = async (order: RestoreOrder) =>
    new Promise<void>((resolve, reject) => {
      const beforeSwap = async (generation: bigint) => {
        await lab.writeDown(order, generation);
        await new DatabaseSwap(lab.targets.slice(0, 1)).perform();
        resolve();
        return never;
      };
      lab.restore(order.file, { beforeSwap, keepOld: true }).catch(reject);
    });

  it('between two servers has the second follow at the next start', async () => {
    const order = orderOf(await lab.archive());
    await killedBetweenServers(order);
    expect(await lab.notes()).toEqual(['of the archive', 'of today']);
    const next = lab.live(start, fail);
    await next.start();
    expect(next.outcome).toMatchObject({ id: order.id, failure: '' });
    expect(new Set(await lab.generations())).toEqual(new Set([next.outcome?.generation]));
    expect(await lab.notes()).toEqual(['of the archive', 'of the archive']);
    await nothingButTheDatabases();
  });

  it('between two servers, of which the second cannot follow, starts and deletes nothing, and says what to do', async () => {
    const order = orderOf(await lab.archive());
    await killedBetweenServers(order);
    await lab.administer('red', 'DROP DATABASE "%_restoring"');
    const left = ['blue', 'blue_before_restore', 'red'];
    const failure = await lab
      .live(start, fail)
      .start()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HalfRestored);
    expect(failure).toMatchObject({
      problem: expect.stringContaining('the data of red cannot follow'),
      remedy: expect.stringContaining('npm run restore'),
    });
    expect(start).not.toHaveBeenCalled();
    expect(await lab.databases()).toEqual(left);
    expect(await lab.notes()).toEqual(['of the archive', 'of today']);
    await lab.restore(order.file);
    await lab.live(start, fail).start();
    expect(await lab.notes()).toEqual(['of the archive', 'of the archive']);
    await nothingButTheDatabases();
  });

  it('that can neither be ended nor undone between two servers deletes nothing, and is ended at the next start', async () => {
    const order = orderOf(await lab.archive());
    let commit = () => Promise.resolve();
    const beforeSwap = async (generation: bigint) => {
      await lab.writeDown(order, generation);
      // The second server waits for this, and then its new database is gone.
      commit = await lab.hold('red', 'ALTER DATABASE "%_restoring" RENAME TO "%_elsewhere"');
    };
    const ended = lab.restore(order.file, { beforeSwap, keepOld: true }).catch((error: unknown) => error);
    await eventually(async () => (await lab.databases()).includes('blue_before_restore'), patience);
    // What nobody can drop stands in the way back of the first.
    await lab.administer('blue', 'CREATE DATABASE "%_restoring" IS_TEMPLATE true');
    await commit();
    expect(await ended).toBeInstanceOf(HalfRestored);
    const left = ['blue', 'blue_before_restore', 'blue_restoring', 'red', 'red_elsewhere'];
    expect(await lab.databases()).toEqual(left);
    await lab.administer('blue', 'ALTER DATABASE "%_restoring" IS_TEMPLATE false');
    await lab.administer('red', 'ALTER DATABASE "%_elsewhere" RENAME TO "%_restoring"');
    const next = lab.live(start, fail);
    await next.start();
    expect(next.outcome).toMatchObject({ id: order.id, failure: '' });
    expect(await lab.notes()).toEqual(['of the archive', 'of the archive']);
    await nothingButTheDatabases();
  });
});

describe('new data that does not start', () => {
  it('gives way to the old, with its rows, and the services run; keys that came with it stay', async () => {
    const keys = newKey('theirs');
    start.mockImplementation(async () => ((await lab.notes()).includes('of the archive') ? cannotStart() : undefined));
    const live = lab.live(start, fail);
    const order = orderOf(await lab.archive({ keys, bringsKeys: true }));
    await restored(live, order);
    expect(live.outcome).toEqual({ id: order.id, generation: 0n, failure: 'start_failed' });
    expect(start).toHaveBeenCalledTimes(2);
    expect(fail).not.toHaveBeenCalled();
    expect(await lab.keys()).toContain(keys);
    expect(await lab.notes()).toEqual(['of today', 'of today']);
    await nothingButTheDatabases();
  });

  it('where the old does not start either, ends the panel, and deletes nothing', async () => {
    const order = orderOf(await lab.archive());
    lab.live(start.mockImplementation(cannotStart), fail).begin(order);
    await eventually(() => fail.mock.calls.length === 1, patience);
    expect(fail).toHaveBeenCalledWith(expect.objectContaining({ message: 'cannot start on this' }));
    expect(await lab.databases()).toEqual(['blue', 'blue_restoring', 'red', 'red_restoring']);
    expect(await lab.notes()).toEqual(['of today', 'of today']);
    const next = lab.live(start.mockReset(), fail);
    await next.start();
    expect(next.outcome).toMatchObject({ id: order.id, failure: 'interrupted' });
    expect(await lab.notes()).toEqual(['of today', 'of today']);
    await nothingButTheDatabases();
  });
});

describe('the master keys of another installation', () => {
  it('are put behind the own ones, and nothing else is that it calls a key', async () => {
    const [own, keys] = [await lab.keys(), [newKey('theirs'), newKey('older'), 'no key:at all'].join('\n')];
    const live = lab.live(start, fail);
    await restored(live, orderOf(await lab.archive({ keys, bringsKeys: true })));
    expect(live.outcome).toMatchObject({ failure: '' });
    expect(await lab.keys()).toBe(`${own}${keys.split('\n').slice(0, 2).join('\n')}\n`);
    expect(statSync(lab.keyFile).mode & 0o777).toBe(0o600);
  });

  it('do not come with an archive that cannot be loaded, and what an earlier restore was told to keep stays', async () => {
    const own = await lab.keys();
    await lab.administer('red', 'CREATE DATABASE "%_before_restore"');
    const live = lab.live(start, fail);
    await restored(live, orderOf(await lab.archive({ keys: newKey('theirs'), bringsKeys: true, isOdd: true })));
    expect(live.outcome).toMatchObject({ failure: 'internal' });
    expect(await lab.keys()).toBe(own);
    expect(await lab.notes()).toEqual(['of today', 'of today']);
    expect(await lab.databases()).toEqual(['blue', 'red', 'red_before_restore']);
  });

  it('are refused where a key of the same name is another one, and where the file is not the home’s', async () => {
    const own = await lab.keys();
    const same = await lab.archive({ keys: newKey('own'), bringsKeys: true });
    const facts = { keys: '"own" (there is another one of that name)' };
    await expect(lab.check().check(same, '')).rejects.toMatchObject({ code: 'master_keys_missing', facts });
    const theirs = await lab.archive({ keys: newKey('theirs'), bringsKeys: true });
    await expect(lab.check(false).check(theirs, '')).rejects.toMatchObject({ facts: { keys: '"theirs"' } });
    await expect(lab.check().check(theirs, '')).resolves.toMatchObject({ withMasterKeys: true });
    expect(await lab.keys()).toBe(own);
  });

  it('are not reached with another passphrase', async () => {
    const own = await lab.keys();
    const given = { keys: newKey('theirs'), bringsKeys: true, passphrase: 'seven herons over the weir' };
    const file = await lab.archive(given);
    await expect(lab.check().check(file, 'seven grey herons')).rejects.toHaveProperty('code', 'wrong_passphrase');
    await expect(lab.check().check(file, '')).rejects.toHaveProperty('code', 'passphrase_needed');
    expect(await lab.keys()).toBe(own);
  });
});

it('lets go of what waits for the old data only when that is replaced, and of nothing when it cannot be', async () => {
  const path = await lab.archive();
  const seen: string[][] = [];
  const afterSwap = async () => void seen.push(await lab.notes(), await lab.databases());
  // What nobody can drop stands in the way of the second server's.
  await lab.administer('red', 'CREATE DATABASE "%_before_restore" IS_TEMPLATE true');
  await expect(lab.restore(path, { afterSwap })).rejects.toThrow('template database');
  expect(seen).toEqual([]);
  expect(await lab.notes()).toEqual(['of today', 'of today']);
  await lab.administer('red', 'ALTER DATABASE "%_before_restore" IS_TEMPLATE false');
  await lab.restore(path, { afterSwap });
  const old = ['blue', 'blue_before_restore', 'red', 'red_before_restore'];
  expect(seen).toEqual([['of the archive', 'of the archive'], old]);
  expect(await lab.databases()).toEqual(['blue', 'red']);
});

it('refuses a database whose name leaves no room for another one beside it', async () => {
  const [target] = lab.targets;
  if (!target) throw new Error('there is no target');
  const named = { ...target, name: target.name.padEnd(63, 'x') };
  await expect(new DatabaseSwap([named]).makeFresh(named)).rejects.toHaveProperty('code', 'database_name_too_long');
});
