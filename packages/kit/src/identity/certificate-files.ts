import { experimental } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Log } from '../log/log';

type Provider = Parameters<typeof experimental.createCertificateProviderServerCredentials>[0];
type CaListener = Parameters<Provider['addCaCertificateListener']>[0];
type IdentityListener = Parameters<Provider['addIdentityCertificateListener']>[0];

export interface CertificatePaths {
  readonly ca: string;
  readonly certificate: string;
  readonly privateKey: string;
}

interface Material {
  readonly ca: Buffer;
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

/**
 * A service's certificate, its key and the roots it trusts, read again when the files change. A change that does not fit
 * together (half of a rotation, an unreadable file) is passed over, and the last good one stays in use.
 */
export class CertificateFiles implements Provider {
  private readonly caListeners = new Set<CaListener>();
  private readonly identityListeners = new Set<IdentityListener>();
  private material: Material;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly paths: CertificatePaths,
    private readonly log: Log,
    everyMs = 10_000,
  ) {
    this.material = this.read();
    this.timer = setInterval(() => this.reload(), everyMs).unref();
  }

  /** Told a moment later: while grpc-js adds its listeners nobody is watching what they hear, and it would be lost. */
  addCaCertificateListener(listener: CaListener): void {
    this.caListeners.add(listener);
    process.nextTick(listener, { caCertificate: this.material.ca });
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.caListeners.delete(listener);
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.identityListeners.add(listener);
    process.nextTick(listener, this.material);
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.identityListeners.delete(listener);
  }

  reload(): void {
    try {
      const fresh = this.read();
      const { ca, certificate, privateKey } = this.material;
      if (fresh.ca.equals(ca) && fresh.certificate.equals(certificate) && fresh.privateKey.equals(privateKey)) return;
      this.material = fresh;
      for (const listener of this.identityListeners) listener(fresh);
      for (const listener of this.caListeners) listener({ caCertificate: fresh.ca });
      this.log.info({}, 'took over new certificates');
    } catch (error) {
      this.log.warn({ err: error }, 'the certificate files do not fit together; keeping the old ones');
    }
  }

  close(): void {
    clearInterval(this.timer);
  }

  private read(): Material {
    const material = {
      ca: readFileSync(this.paths.ca),
      certificate: readFileSync(this.paths.certificate),
      privateKey: readFileSync(this.paths.privateKey),
    };
    createSecureContext({ ca: material.ca, cert: material.certificate, key: material.privateKey });
    return material;
  }
}
