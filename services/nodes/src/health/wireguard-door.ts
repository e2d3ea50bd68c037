import { createHmac } from 'node:crypto';
import type { Disguise } from './wireguard-handshake';

/** Keeps the probe's key apart from whatever else may be derived of a private key. The engine has the same. */
const purpose = 'vortexpanel.dev wireguard probe 1';

/** What the panel needs of an inbound to look in. */
export interface WireguardDoor {
  readonly port: number;
  /** In base64. */
  readonly privateKey: string;
  readonly disguise: Disguise;
}

/** The private key of the peer that the panel looks in as: it follows from the inbound's own, so that nobody is told of it. */
export function probeKey(privateKey: Buffer): Buffer {
  return createHmac('sha256', privateKey).update(purpose).digest();
}
