import { Inject, Injectable } from '@nestjs/common';
import type { AuthTokens } from '@vortex/contracts/auth';
import {
  CONFIG,
  type ConfigOf,
  type GraphqlContext,
  isFromOwnPage,
  PermissionDenied,
  SessionCookies,
  wantsCookies,
} from '@vortex/kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { required } from '../graphql/required';

/** Keeps the tokens of browsers in cookies. */
@Injectable()
export class BrowserSessions {
  private readonly cookies: SessionCookies;
  private readonly publicUrl: string | undefined;

  constructor(@Inject(CONFIG) { VORTEX_PUBLIC_URL: publicUrl }: ConfigOf<unknown>) {
    this.publicUrl = publicUrl;
    this.cookies = new SessionCookies(publicUrl);
  }

  /** Whether the client keeps its tokens in cookies. Throws when it says so and is no page of ours. */
  isBrowser({ req }: GraphqlContext): boolean {
    if (!req || !wantsCookies(req)) return false;
    if (!isFromOwnPage(req, this.publicUrl)) throw new PermissionDenied('cross_site_request');
    return true;
  }

  refreshTokenOf({ req }: GraphqlContext): string | undefined {
    return this.cookies.read(req?.headers.cookie).refresh;
  }

  keep(context: GraphqlContext, { accessToken, refreshToken, refreshExpiresAt }: AuthTokens): void {
    const expiresAt = required(refreshExpiresAt, 'AuthTokens.refresh_expires_at');
    const lifetimeSeconds = (expiresAt.getTime() - Date.now()) / 1_000;
    this.set(context, this.cookies.write({ access: accessToken, refresh: refreshToken }, lifetimeSeconds));
  }

  forget(context: GraphqlContext): void {
    this.set(context, this.cookies.clear());
  }

  /** The last word counts when one request says several. */
  private set({ req }: GraphqlContext, cookies: readonly string[]): void {
    const { res } = req as IncomingMessage & { readonly res?: ServerResponse };
    if (!res) throw new Error('cookies are set in the answer to an HTTP request only');
    res.setHeader('set-cookie', cookies);
  }
}
