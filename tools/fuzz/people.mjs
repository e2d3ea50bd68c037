import { randomInt } from 'node:crypto';
import { ask } from './api.mjs';
import { usualPassword as password } from './plausible-values.mjs';

const login =
  'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken account { id tenantId } } }';
const createAccount = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }';
const createToken = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';

/** The keeper is an owner nobody else knows of: it makes the others, and makes them again when they are gone. */
export class People {
  #url;
  #keeper = '';
  #keptAt = -Infinity;
  #tokens = new Map();
  #made = 0;

  constructor(url) {
    this.#url = url;
  }

  /** Signs in whoever runs all this. */
  async keeper() {
    if (performance.now() - this.#keptAt > 5 * 60_000) {
      const signedIn = await this.#signIn({ username: 'admin', password });
      this.#keeper = signedIn.accessToken;
      this.#keptAt = performance.now();
    }
    return this.#keeper;
  }

  /** Each time from another address: from one, so many would be slowed down. */
  async #signIn(input) {
    const address = `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`;
    return (await ask(this.#url, login, { input }, undefined, { 'x-forwarded-for': address })).login;
  }

  async asKeeper(query, variables, tenant) {
    return ask(this.#url, query, variables, await this.keeper(), tenant ? { 'x-vortex-tenant': tenant } : {});
  }

  /**
   * A token of somebody with this role in this tenant.
   *
   * @param {{ slug?: string }} place without a slug the operator's
   */
  async tokenOf(role, { slug }) {
    const key = `${role} ${slug}`;
    const kept = this.#tokens.get(key);
    if (kept && performance.now() - kept.at < 10 * 60_000) return kept;
    const username = `${role}${++this.#made}`;
    const input = { username, role, password, mustChangePassword: false };
    const made = await this.asKeeper(createAccount, { input }, slug);
    const signedIn = await this.#signIn({ username, password, tenant: slug });
    const token = { at: performance.now(), token: signedIn.accessToken, accountId: made.createAccount.account.id };
    this.#tokens.set(key, token);
    return token;
  }

  /** An API token of a customer tenant's integrator that may do all an integrator may. */
  async apiTokenOf(place) {
    const key = `api ${place.slug}`;
    const kept = this.#tokens.get(key);
    if (kept) return kept;
    const { accountId } = await this.tokenOf('integrator', place);
    const scopes = ['core.user.read', 'core.user.update', 'core.user.create', 'core.user.credentials'];
    const input = { accountId, name: `fuzz ${++this.#made}`, scopes };
    const { createApiToken } = await this.asKeeper(createToken, { input }, place.slug);
    const token = { at: performance.now(), token: createApiToken.secret };
    this.#tokens.set(key, token);
    return token;
  }

  /** Whoever had these is not let in any more. */
  forget(role, { slug }) {
    this.#tokens.delete(`${role} ${slug}`);
    if (role === 'api') this.#tokens.delete(`integrator ${slug}`);
  }

  forgetAll() {
    this.#tokens.clear();
    this.#keptAt = -Infinity;
  }
}
