// Certificates by which services know each other (mTLS): one authority, one certificate a service.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ellipticKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const authorityDays = 3650;
const serviceDays = 825;

/**
 * Makes `ca.crt`, `ca.key`, and `<service>.crt`, `<service>.key` in a folder; what is there already stays.
 *
 * @param {string} folder
 * @param {readonly string[]} services their names, under which they are also reached (DNS)
 */
export function makeCertificates(folder, services) {
  // The keys are readable in a folder that is not: containers run as a user this machine does not have.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name) => join(folder, name);
  if (!existsSync(file('ca.key'))) {
    const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
    openssl([
      ...['req', '-x509', ...ellipticKey, '-days', authorityDays, '-subj', '/CN=services'],
      ...extensions.flatMap((extension) => ['-addext', extension]),
      ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
    ]);
  }
  for (const service of services) if (!existsSync(file(`${service}.key`))) issue(service, file);
}

function issue(service, file) {
  const workshop = mkdtempSync(join(tmpdir(), 'certificate-'));
  const request = join(workshop, 'request');
  const extensions = join(workshop, 'extensions');
  try {
    writeFileSync(
      extensions,
      [
        `subjectAltName=URI:spiffe://vortex/service/${service},DNS:${service},DNS:localhost,IP:127.0.0.1`,
        'extendedKeyUsage=serverAuth,clientAuth',
        'basicConstraints=critical,CA:FALSE',
      ].join('\n'),
    );
    openssl([
      'req',
      '-new',
      ...ellipticKey,
      '-subj',
      `/CN=${service}`,
      '-keyout',
      file(`${service}.key`),
      '-out',
      request,
    ]);
    openssl([
      ...['x509', '-req', '-in', request, '-days', serviceDays, '-extfile', extensions],
      ...['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-out', file(`${service}.crt`)],
    ]);
  } finally {
    rmSync(workshop, { recursive: true });
  }
}

function openssl(args) {
  try {
    execFileSync('openssl', args.map(String), { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Error('openssl is missing; install it (apt-get install openssl)', { cause: error });
    throw error;
  }
}
