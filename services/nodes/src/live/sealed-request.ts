import { ValidateRequest } from '@vortex/contracts/tunnel';
import type { Keyring } from '@vortex/kit';

const context = 'nodes:live.validate';

/** A configuration on its way to the replica that can ask about it: private keys are in it. */
export function sealRequest(keyring: Keyring, request: ValidateRequest): string {
  const text = Buffer.from(ValidateRequest.encode(request).finish()).toString('base64');
  return Buffer.from(keyring.seal(text, context)).toString('base64');
}

export function openRequest(keyring: Keyring, sealed: string): ValidateRequest {
  return ValidateRequest.decode(Buffer.from(keyring.openText(Buffer.from(sealed, 'base64'), context), 'base64'));
}
