import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { StartFailure } from '../start-failure';

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsPair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads certificate and key and proves that they belong together. */
export function readTls({ certFile, keyFile }: TlsFiles): TlsPair {
  try {
    const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext(pair);
    return pair;
  } catch (error) {
    throw new StartFailure(
      `${certFile} and ${keyFile} are not a certificate and its key: ${(error as Error).message}`,
      'Check VORTEX_TLS_CERT (PEM, the whole chain) and VORTEX_TLS_KEY (PEM, without a passphrase).',
    );
  }
}

/**
 * Takes up renewed files. A renewal replaces two files one after the other, so a pair that does not match yet is no
 * error: the old one stays in use until it does.
 *
 * @returns what ends the watching
 */
export function followTls(files: TlsFiles, servers: readonly Server[], pollMs = 5_000): () => void {
  const renew = () => {
    try {
      const pair = readTls(files);
      for (const server of servers) server.setSecureContext(pair);
    } catch {
      // Half renewed; the other file's change comes next.
    }
  };
  const names = [files.certFile, files.keyFile];
  // Polling sees through the symbolic links that certbot and Kubernetes swap.
  for (const name of names) watchFile(name, { interval: pollMs, persistent: false }, renew);
  return () => names.forEach((name) => unwatchFile(name, renew));
}
