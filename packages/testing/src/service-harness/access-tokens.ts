import { newId } from '@vortex/kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An account as a test knows it. It need not exist anywhere: what counts is the token. */
export interface TestAccount {
  readonly accountId: string;
  readonly tenantId: string;
  readonly sessionId: string;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly mustChangePassword: boolean;
  /** Sees only what is its own, as a customer does. Default: false. */
  readonly own: boolean;
  /** Belongs to the operator. Default: an owner does. */
  readonly operator: boolean;
  /** The tenant it asks to act for. */
  readonly actingFor?: string | undefined;
}

/** Makes access tokens like auth's, with a key of its own. */
export class AccessTokens {
  private constructor(
    private readonly kid: string,
    private readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'],
    /** The public key, as a member of a JSON Web Key Set. */
    readonly jwk: Readonly<Record<string, unknown>>,
  ) {}

  static async create(): Promise<AccessTokens> {
    const kid = `test-${newId()}`;
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    return new AccessTokens(kid, privateKey, { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' });
  }

  /** JSON text of a key set: the one in `published`, and the test's key. */
  keySet(published = '{"keys":[]}'): string {
    const { keys } = JSON.parse(published) as { keys: readonly unknown[] };
    return JSON.stringify({ keys: [...keys, this.jwk] });
  }

  issue(account: TestAccount, lifetimeSeconds = 600): Promise<string> {
    const { accountId, tenantId, sessionId, role, permissions, mustChangePassword, own, operator } = account;
    const claims = { tid: tenantId, sid: sessionId, role, perms: permissions, mcp: mustChangePassword, own, operator };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.kid })
      .setIssuer('vortex')
      .setSubject(accountId)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
      .sign(this.privateKey);
  }
}
