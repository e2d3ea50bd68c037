import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import definitions from '../settings.json';
import { readConfig } from './config';

describe('readConfig', () => {
  it('needs no setting at all', () => {
    expect(readConfig({})).toMatchObject({ home: resolve('.vortex'), host: '127.0.0.1', port: 8080, tls: undefined });
  });

  it('takes an empty value for none', () => {
    expect(readConfig({ VORTEX_PORT: '', VORTEX_METRICS_TOKEN: '' })).toMatchObject({
      port: 8080,
      metricsToken: undefined,
    });
  });

  it('names every wrong setting at once, and never shows a secret', () => {
    const wrong = {
      VORTEX_PORT: '80a',
      VORTEX_PUBLIC_URL: 'panel.example',
      VORTEX_TLS_CERT: '/no/such/file',
      VORTEX_DATABASE_URL: 'mysql://x:secret@y',
    };
    expect(() => readConfig(wrong)).toThrow(
      expect.objectContaining({
        problem: [
          'VORTEX_PORT must be a port number from 0 to 65535',
          'VORTEX_PUBLIC_URL must be an http:// or https:// address',
          'VORTEX_TLS_CERT must be a file this user can read',
          'VORTEX_DATABASE_URL must be an address like postgres://user@host',
          'VORTEX_TLS_CERT and VORTEX_TLS_KEY must be given together',
        ].join('; '),
      }),
    );
  });

  it('has a description of every setting it reads, with the same default', () => {
    const source = readFileSync(join(__dirname, 'config.ts'), 'utf8');
    const described = new Map(definitions.map((definition) => [definition.name, definition.default]));
    // For development and packaging, not for people who run it.
    const internal = ['VORTEX_ADMIN_DIRECTORY', 'VORTEX_ADMIN_UPSTREAM'];
    const read = new Set(source.match(/VORTEX_[A-Z_]+/g));
    expect([...read].filter((name) => !described.has(name) && !internal.includes(name))).toEqual([]);
    const { host, port } = readConfig({});
    expect([described.get('VORTEX_HOST'), described.get('VORTEX_PORT')]).toEqual([host, String(port)]);
    expect(resolve(described.get('VORTEX_HOME') ?? '')).toBe(readConfig({}).home);
  });
});
