import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { AuthServiceService, type AuthTokens, SessionKind } from '@vortex/contracts/auth';
import {
  Authenticated,
  currentCall,
  DomainError,
  type GraphqlContext,
  InjectRpc,
  InvalidInput,
  Public,
  type RpcClient,
  Unauthenticated,
} from '@vortex/kit';
import type {
  AuthPayload,
  MutationChangePasswordArgs,
  MutationLoginArgs,
  MutationRefreshTokenArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { toPayload } from './auth-payload.graphql';
import { BrowserSessions } from './browser-session.service';

@Resolver()
export class SignInResolver {
  constructor(
    @InjectRpc(AuthServiceService) private readonly auth: RpcClient<typeof AuthServiceService>,
    private readonly browsers: BrowserSessions,
  ) {}

  @Mutation()
  @Public()
  async login(@Args() { input }: MutationLoginArgs, @Context() context: GraphqlContext): Promise<AuthPayload> {
    const { username, password, tenant } = input;
    const kind = this.browsers.isBrowser(context) ? SessionKind.BROWSER : SessionKind.API;
    const { address: clientAddress = '', userAgent = '' } = currentCall()?.client ?? {};
    const request = { username, password, tenant: tenant ?? '', kind, clientAddress, userAgent };
    // Signing in is a stranger's act, whatever token an old tab still sends along.
    return this.given(context, await atInput(this.auth.login(request, { as: 'stranger' })));
  }

  @Mutation()
  @Public()
  async refreshToken(
    @Args() { token }: MutationRefreshTokenArgs,
    @Context() context: GraphqlContext,
  ): Promise<AuthPayload> {
    if (!this.browsers.isBrowser(context)) {
      if (!token) throw new InvalidInput([{ path: 'token', code: 'required', message: 'Name the refresh token.' }]);
      return toPayload(await this.refreshed(token), false);
    }
    try {
      return this.given(context, await this.refreshed(this.browsers.refreshTokenOf(context)));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') this.browsers.forget(context);
      throw error;
    }
  }

  @Mutation()
  @Authenticated()
  async logout(@Context() context: GraphqlContext): Promise<boolean> {
    await this.auth.logout({});
    if (this.browsers.isBrowser(context)) this.browsers.forget(context);
    return true;
  }

  @Mutation()
  @Authenticated()
  async changePassword(
    @Args() { input }: MutationChangePasswordArgs,
    @Context() context: GraphqlContext,
  ): Promise<AuthPayload> {
    return this.given(context, await atInput(this.auth.changeOwnPassword(input)));
  }

  private refreshed(refreshToken: string | undefined): Promise<AuthTokens> {
    if (!refreshToken) throw new Unauthenticated('sign_in_required');
    const { address: clientAddress = '' } = currentCall()?.client ?? {};
    return this.auth.refreshTokens({ refreshToken, clientAddress }, { as: 'stranger' });
  }

  private given(context: GraphqlContext, tokens: AuthTokens): AuthPayload {
    const isBrowser = this.browsers.isBrowser(context);
    if (isBrowser) this.browsers.keep(context, tokens);
    return toPayload(tokens, isBrowser);
  }
}
