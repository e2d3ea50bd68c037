import { CredentialsList } from '@vortex/contracts/core';
import { Keyring, newId } from '@vortex/kit';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { deviceSeedColumn, sealContext } from '../sealed-columns';
import { credentialsList } from './credential-list';
import { CredentialWorker } from './credential-worker.service';
import { newSeed } from './seed';
import { opened } from './sealed-devices';

const keyring = new Keyring(new Map([['k1', randomBytes(32)]]));
const kinds = ['CREDENTIAL_KIND_VLESS', 'CREDENTIAL_KIND_WIREGUARD', 'CREDENTIAL_KIND_SOCKS'] as const;
const register = join(__dirname, '../../../../tools/typescript/register.cjs');
const workerOf = ({ material }: Keyring) =>
  new CredentialWorker(material, join(__dirname, 'credential.thread.ts'), ['--conditions=source', '-r', register]);

const devices = Array.from({ length: 100 }, (_, n) => ({
  ...{ id: newId<'device'>(), userId: newId<'user'>(), wireguardOnly: n % 10 === 0, seed: newSeed() },
  rotations: n % 3 === 0 ? { VLESS: n + 1, SOCKS: 1 } : {},
}));
/** As the database writes them. */
const rows = Buffer.concat(
  devices.flatMap(({ id, userId, wireguardOnly, rotations, seed }) => [
    Buffer.from(`${id}${userId}${wireguardOnly ? 1 : 0}`),
    ...[JSON.stringify(rotations), keyring.seal(seed, sealContext(deviceSeedColumn, id))].flatMap((field) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(field.length);
      return [length, Buffer.from(field)];
    }),
  ]),
);

describe('sealed devices', () => {
  it('are opened as they were sealed', () => {
    expect(opened(rows, keyring)).toEqual(devices);
    expect(opened(Buffer.alloc(0), keyring)).toEqual([]);
  });

  it('are worked out by a thread as they are here, many at a time', async () => {
    const worker = workerOf(keyring);
    const lists = await Promise.all([1, 2, 3].map(() => worker.ask(Buffer.from(rows), kinds)));
    for (const list of lists) expect(CredentialsList.decode(list)).toEqual(credentialsList(devices, kinds));
    await worker.end();
  });

  it('are nothing to a thread that has other keys, which goes on all the same', async () => {
    const worker = workerOf(new Keyring(new Map([['k1', randomBytes(32)]])));
    await expect(worker.ask(Buffer.from(rows), kinds)).rejects.toThrow('cannot be opened');
    expect(CredentialsList.decode(await worker.ask(Buffer.alloc(0), kinds)).devices).toEqual([]);
    await worker.end();
  });

  it('are told of to nobody by a thread that has ended', async () => {
    const worker = workerOf(keyring);
    const asking = worker.ask(Buffer.from(rows), kinds);
    await worker.end();
    await expect(asking).rejects.toThrow('the thread has ended');
    await expect(worker.ask(Buffer.from(rows), kinds)).rejects.toThrow('the thread has ended');
  });
});
