import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { PlatformSettings } from '../config/platform-settings';
import { PermissionDenied, Unauthenticated } from '../errors/failures';
import { isFromOwnPage, isSocketOfOwnPage, SessionCookies } from '../http/session-cookies';
import { actFor, mayAct } from '../identity/acting-tenant';
import { type CallContext, runInCall } from '../identity/call-context';
import { type AccountCaller, anonymous } from '../identity/caller';
import { CONFIG } from '../service/tokens';
import { ApiTokens, isApiToken } from './api-tokens';
import type { TokenIdentity } from './revocations';
import { TenantDirectory } from './tenant-directory';
import { TokenVerifier } from './token-verifier';

export interface Authentication extends Pick<CallContext, 'caller' | 'token' | 'rejection' | 'actingFor'> {
  readonly expiresAtMs?: number;
  /** Decides whether the token is revoked later on. */
  readonly identity?: TokenIdentity;
}

/** Turns the credentials of a request into a caller. */
@Injectable()
export class Authenticator {
  private readonly publicUrl: string | undefined;
  private readonly cookies: SessionCookies;

  constructor(
    private readonly tokens: TokenVerifier,
    private readonly tenants: TenantDirectory,
    private readonly apiTokens: ApiTokens,
    @Inject(CONFIG) { VORTEX_PUBLIC_URL: publicUrl }: Pick<PlatformSettings, 'VORTEX_PUBLIC_URL'>,
  ) {
    this.publicUrl = publicUrl;
    this.cookies = new SessionCookies(publicUrl);
  }

  /** By the bearer token of a request, else by the cookie of our own page. Never throws, as `authenticate`. */
  async ofRequest(request: IncomingMessage, tenant?: string): Promise<Authentication> {
    const { authorization, cookie } = request.headers;
    const { access } = authorization ? {} : this.cookies.read(cookie);
    if (!access) return this.authenticate(authorization, tenant);
    if (isFromOwnPage(request, this.publicUrl)) return this.authenticate(`Bearer ${access}`, tenant);
    return { caller: anonymous, rejection: new PermissionDenied('cross_site_request') };
  }

  /** By the token that a WebSocket's client has shown, else by the cookie of our own page. */
  async ofSocket(shown: string | undefined, request: IncomingMessage | undefined, tenant?: string) {
    const header = shown ?? request?.headers.authorization;
    if (header || !request || !isSocketOfOwnPage(request, this.publicUrl)) return this.authenticate(header, tenant);
    const { access } = this.cookies.read(request.headers.cookie);
    return this.authenticate(access && `Bearer ${access}`, tenant);
  }

  /**
   * @param authorization the value of an `Authorization` header, or undefined
   * @param tenant the value of an `x-vortex-tenant` header: the slug or id of the tenant to act for
   * Never throws: who shows bad credentials is a stranger, and whatever is not public refuses them with the reason.
   */
  async authenticate(authorization: string | undefined, tenant?: string): Promise<Authentication> {
    if (!authorization) return { caller: anonymous };
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (!token) return { caller: anonymous, rejection: new Unauthenticated('token_invalid') };
    try {
      const believe = async (accessToken: string) => this.believed(accessToken, tenant);
      return await (isApiToken(token) ? this.apiTokens.with(token, believe) : believe(token));
    } catch (error) {
      return { caller: anonymous, rejection: error instanceof Error ? error : new Unauthenticated('token_invalid') };
    }
  }

  private async believed(token: string, tenant: string | undefined): Promise<Authentication> {
    const { caller, expiresAtMs, identity } = await this.tokens.verify(token);
    return { expiresAtMs, identity, token, ...(await this.acting(caller, token, tenant)) };
  }

  private async acting(
    caller: AccountCaller,
    token: string,
    tenant: string | undefined,
  ): Promise<Pick<CallContext, 'caller' | 'actingFor'>> {
    if (!tenant || tenant === caller.homeTenantId) return { caller };
    mayAct(caller); // before auth is asked, so that strangers cannot search for tenants
    const actingFor = await runInCall({ caller, token }, () => this.tenants.find(tenant));
    return { caller: actFor(caller, actingFor), actingFor };
  }
}
