import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { TestAuthority } from '../../test/certificates';
import { Greeter } from '../../test/greeter';
import { greeterPolicies, GreeterService } from '../../test/greeter-contract';
import type { Address } from '../config/address';
import { createLog } from '../log/log';
import { Rpc, type RpcCall } from '../rpc/rpc.decorator';
import { methodTable } from '../rpc/method-table';
import { RpcClients } from '../rpc/rpc-clients';
import { RpcServer } from '../rpc/rpc-server';
import { targetOf } from '../rpc/transport';
import { CertificateFiles } from './certificate-files';
import { serviceOf } from './service-name';

class PeerTeller extends Greeter {
  @Rpc(GreeterService.greet)
  override async greet(_request: { text: string }, call: RpcCall) {
    return { text: call.peer };
  }
}

const log = createLog({ level: 'silent' });
const directory = mkdtempSync(join(tmpdir(), 'mtls-'));
const authority = new TestAuthority();
const closers: (() => unknown)[] = [];
afterAll(() => Promise.all(closers.map((close) => close())));

const files = (paths: ReturnType<TestAuthority['equip']>): CertificateFiles => {
  const opened = new CertificateFiles(paths, log);
  closers.push(() => opened.close());
  return opened;
};

async function serve(certificates: CertificateFiles): Promise<Address> {
  const tokens = { verify: () => Promise.reject(new Error('not here')) };
  const methods = methodTable('greeter', [new PeerTeller()], greeterPolicies);
  const server = new RpcServer({ service: 'greeter', methods, tokens, log });
  closers.push(() => server.drain(100));
  return server.listen({ kind: 'tcp', host: '127.0.0.1', port: 0 }, certificates);
}

function greet(
  address: Address,
  certificates: CertificateFiles | undefined,
  claims = 'anybody',
): Promise<{ text: string }> {
  const clients = new RpcClients({
    service: claims,
    calls: ['greeter'],
    targetOf: (service) => targetOf(service, address, certificates),
    policies: greeterPolicies,
  });
  return clients
    .client(GreeterService)
    .greet({ text: '' }, { timeoutMs: 3_000 })
    .finally(() => clients.close());
}

it('knows a service by its certificate, whatever it claims to be', async () => {
  const address = await serve(files(authority.equip(directory, 'greeter')));
  const core = files(authority.equip(directory, 'core'));
  await expect(greet(address, core, 'auth')).resolves.toEqual({ text: 'core' });
  const billing = files(authority.equip(directory, 'billing', { uri: 'spiffe://vortex.test/service/billing' }));
  await expect(greet(address, billing, 'auth')).resolves.toEqual({ text: 'billing' });
});

it('does not talk to whoever has no certificate of ours', async () => {
  const address = await serve(files(authority.equip(directory, 'greeter')));
  await expect(greet(address, undefined)).rejects.toMatchObject({ kind: 'unavailable' });
  const stranger = new TestAuthority('another authority').equip(directory, 'stranger');
  writeFileSync(stranger.ca, authority.certificate);
  await expect(greet(address, files(stranger))).rejects.toMatchObject({ kind: 'unavailable' });
});

it('does not take one service for another', async () => {
  const address = await serve(files(authority.equip(directory, 'impostor')));
  const core = files(authority.equip(directory, 'core'));
  await expect(greet(address, core)).rejects.toMatchObject({ kind: 'unavailable' });
});

it('takes over new certificates without a restart, and passes over half-written ones', async () => {
  const paths = authority.equip(directory, 'greeter');
  const server = files(paths);
  const address = await serve(server);
  const next = new TestAuthority('the next authority');
  const core = files(next.equip(directory, 'core'));
  await expect(greet(address, core)).rejects.toMatchObject({ kind: 'unavailable' });
  writeFileSync(paths.privateKey, 'half a ke');
  server.reload();
  await expect(greet(address, files(authority.equip(directory, 'core')))).resolves.toEqual({ text: 'core' });
  next.equip(directory, 'greeter');
  server.reload();
  await expect(greet(address, core)).resolves.toEqual({ text: 'core' });
});

it.each([
  [{ subject: { CN: 'core' } }, 'core'],
  [{ subject: { CN: 'x' }, subjectaltname: 'DNS:core' }, 'core'],
  [{ subject: { CN: 'x' }, subjectaltname: 'DNS:core.internal, URI:spiffe://vortex/service/auth' }, 'auth'],
  [{ subject: { CN: 'core' }, subjectaltname: 'DNS:"a, URI:spiffe://vortex/service/auth"' }, undefined],
  [{ subject: { CN: '*.internal' } }, undefined],
  [{ subject: { CN: 'Core Service' } }, undefined],
])('reads the service of %j as %s', (certificate, service) => {
  expect(serviceOf(certificate as never)).toBe(service);
});
