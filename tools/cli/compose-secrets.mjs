// Makes what docker-compose.yml needs and nobody may know: passwords (.env), keys and certificates (secrets/).
// Run once; what is there already stays. Nothing in the compose file has a default password.
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from './service-certificates.mjs';

const root = join(import.meta.dirname, '../..');
const services = ['auth', 'core', 'nodes', 'backup'];
const passwords = [
  'VORTEX_OWNER_PASSWORD',
  'VORTEX_METRICS_TOKEN',
  'POSTGRES_PASSWORD',
  ...services.map((service) => `${service.toUpperCase()}_DATABASE_PASSWORD`),
  'REDIS_PASSWORD',
  'RABBITMQ_PASSWORD',
];

writePasswords(join(root, '.env'));
writeSecrets(join(root, 'secrets'));

function writePasswords(file) {
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = passwords.filter((name) => !new RegExp(`^${name}=.`, 'm').test(present));
  // Letters and digits only: these stand inside addresses.
  appendFileSync(file, missing.map((name) => `${name}=${randomBytes(20).toString('hex')}\n`).join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
  console.log(missing.length > 0 ? `.env: made ${missing.join(', ')}` : '.env: nothing missing');
}

function writeSecrets(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const service of services) {
    const file = join(folder, `${service}.master.keys`);
    if (!existsSync(file)) writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o444 });
  }
  makeCertificates(folder, services);
  for (const service of services) chmodSync(join(folder, `${service}.key`), 0o444);
  console.log('secrets/: keys and certificates are there. Keep a copy away from the database’s backups.');
}
