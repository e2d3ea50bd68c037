import { InvalidInput, PermissionDenied } from '@vortex/kit';

/** The token is unknown, was used, or is too old: which of these, nobody is told. */
export class EnrolmentRefused extends PermissionDenied {
  constructor() {
    super('enrolment_refused');
  }
}

/** The certificate is none of ours, was revoked, or is not the caller's. */
export class CertificateRefused extends PermissionDenied {
  constructor() {
    super('certificate_refused');
  }
}

export class KeyRefused extends InvalidInput {
  constructor() {
    super([{ path: 'publicKey', code: 'not_a_key', message: 'This is not a public key of P-256.' }]);
  }
}

export class ProofRefused extends InvalidInput {
  constructor(path: string) {
    super([{ path, code: 'wrong_signature', message: 'It was not signed with that key.' }]);
  }
}
