import { once } from 'node:events';
import { createServer as createPlain } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { selfSigned } from '../../test/golden/certificate';
import { isPublic } from './public-address.probe';
import { partsOf } from './target';
import { greet } from './target.probe';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listening(server: Server) {
  open.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** A site with a certificate for vpn.example.com that nobody trusts. */
async function site(options: TlsOptions, names = ['vpn.example.com']) {
  const { certificate: cert, key } = selfSigned;
  return { ...(await listening(createServer({ cert, key, ...options }))), names };
}

describe('a site REALITY is to be taken for', () => {
  it('speaks TLS 1.3 with X25519, and HTTP/2', async () => {
    const { problems, latencyMs } = await greet(await site({ ALPNProtocols: ['h2'] }));
    expect(problems).toEqual(['untrusted']);
    expect(latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('is unfit without HTTP/2', async () => {
    expect((await greet(await site({ ALPNProtocols: ['http/1.1'] }))).problems).toContain('no_http_2');
  });

  it('is unfit when its certificate is not for each of the names, which are told', async () => {
    const found = await greet(await site({}, ['vpn.example.com', 'www.example.com']));
    expect(found.problems).toContain('other_names');
    expect(found.otherNames).toEqual(['www.example.com']);
  });

  it('is unfit when it speaks an older TLS alone, or agrees on keys in another way', async () => {
    expect((await greet(await site({ maxVersion: 'TLSv1.2' }))).problems).toEqual(['no_tls_1_3']);
    expect((await greet(await site({ ecdhCurve: 'P-256' }))).problems).toEqual(['no_x25519']);
  });

  it('is out of reach when nobody speaks TLS there', async () => {
    const names = ['vpn.example.com'];
    const hangsUp = await listening(createPlain((socket) => socket.destroy()));
    expect((await greet({ ...hangsUp, names })).problems).toEqual(['unreachable']);
    const gone = await listening(createPlain());
    open.splice(0).forEach((server) => server.close());
    expect((await greet({ ...gone, names })).problems).toEqual(['unreachable']);
  });

  it('is named by its host and its port', () => {
    expect(partsOf('www.example.com:8443')).toEqual({ host: 'www.example.com', port: 8443 });
    expect(partsOf('[2a00::1]:443')).toEqual({ host: '2a00::1', port: 443 });
  });
});

describe('an address of the public internet', () => {
  it.each(['8.8.8.8', '172.32.0.1', '2a00:1450::1'])('is %s', (address) => expect(isPublic(address)).toBe(true));

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'ff02::1', 'nonsense'],
  ])('is not %s', (address) => expect(isPublic(address)).toBe(false));
});
