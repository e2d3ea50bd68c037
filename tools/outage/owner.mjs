import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { graphql, login } from '../shapes/graphql.mjs';

const renewMs = 8 * 60_000;
const patienceMs = 120_000;

/** The owner at work, who asks again under the same key until there is an answer. */
export class Owner {
  #token = '';
  #since = -Infinity;

  constructor(url, password) {
    this.url = url;
    this.password = password;
  }

  async ask(query, variables = {}) {
    const key = randomUUID();
    const deadline = performance.now() + patienceMs;
    for (let failure; ; await pause(200)) {
      try {
        await this.#signIn();
        return await graphql(this.url, query, variables, this.#token, { 'idempotency-key': key });
      } catch (error) {
        if (isFinal(error)) throw error;
        failure = error;
      }
      if (performance.now() > deadline)
        throw new Error(`no answer to ${query}: ${failure.message}`, { cause: failure });
    }
  }

  async #signIn() {
    if (performance.now() - this.#since < renewMs) return;
    this.#token = (await login(this.url, this.password)).accessToken;
    this.#since = performance.now();
  }
}

/** What another attempt would not change. */
function isFinal({ message }) {
  return /"(INVALID_INPUT|NOT_FOUND|CONFLICT|FAILED_PRECONDITION|PERMISSION_DENIED|GRAPHQL_\w+)"/.test(message);
}
