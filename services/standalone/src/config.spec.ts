import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import definitions from '../settings.json';
import { readConfig } from './config';
import { services } from './services';

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

  describe('settings.json', () => {
    const described = new Map(definitions.map((definition) => [definition.name, definition.default]));
    const ofServices = services.flatMap((service) => Object.entries<z.core.$ZodType>(service.config ?? {}));
    // For development and packaging, or passed from the standalone to its services: not for people who run it.
    const internal = [
      'VORTEX_ADMIN_DIRECTORY',
      'VORTEX_ADMIN_UPSTREAM',
      'VORTEX_INITIAL_PASSWORD_FILE',
      'VORTEX_TUNNEL_BUILDER',
    ];

    it('describes no setting twice', () => {
      expect(definitions.map(({ name }) => name)).toEqual([...described.keys()]);
    });

    it('describes every setting that the standalone and its services read', () => {
      const source = readFileSync(join(__dirname, 'config.ts'), 'utf8');
      const read = new Set([...(source.match(/VORTEX_[A-Z_]+/g) ?? []), ...ofServices.map(([name]) => name)]);
      expect([...read].filter((name) => !described.has(name) && !internal.includes(name))).toEqual([]);
    });

    it('tells the defaults that are in force', () => {
      const { host, port } = readConfig({});
      expect([described.get('VORTEX_HOST'), described.get('VORTEX_PORT')]).toEqual([host, String(port)]);
      expect(resolve(described.get('VORTEX_HOME') ?? '')).toBe(readConfig({}).home);
      const inForce = ofServices
        .map(([name, schema]) => [name, z.parse(schema, undefined)])
        // Without one of its own, what is told is what others make of its absence. Archives the standalone keeps at home.
        .filter(([name, value]) => value !== undefined && name !== 'VORTEX_BACKUP_DIRECTORY');
      expect(inForce.map(([name]) => [name, described.get(String(name))])).toEqual(
        inForce.map(([name, value]) => [name, String(value)]),
      );
    });
  });
});
