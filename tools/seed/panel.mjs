import { Stop } from '../dev/stop.mjs';

/** Well before a token of 15 minutes ends. */
const renewalMs = 10 * 60_000;

/** A running panel, as one who is signed in sees it: everything goes through its API. */
export class Panel {
  #url;
  #token = '';
  #signInAgain = async () => {};
  #signedInAt = Infinity;

  /** @param {string} url e.g. http://localhost:8080 */
  constructor(url) {
    this.#url = url.replace(/\/+$/, '');
  }

  async signIn(username, password) {
    const { login } = await this.ask(
      'mutation ($input: LoginInput!) { login(input: $input) { accessToken account { mustChangePassword } } }',
      { input: { username, password } },
    );
    if (login.account.mustChangePassword) {
      throw new Stop(
        'This password has to be changed first.',
        'Sign in to the dashboard, choose one, and give it with --password.',
      );
    }
    this.#token = login.accessToken;
    this.#signedInAt = performance.now();
    this.#signInAgain = () => this.signIn(username, password);
  }

  /** @param {string} [tenant] whom it is done for: a slug */
  async ask(query, variables = {}, tenant) {
    if (performance.now() - this.#signedInAt > renewalMs) {
      this.#signedInAt = Infinity;
      await this.#signInAgain();
    }
    const { data, errors } = await this.#send(
      '/graphql',
      JSON.stringify({ query, variables }),
      'application/json',
      tenant,
    );
    if (errors?.length > 0) throw problemOf(errors[0]);
    return data;
  }

  /** Sends a file of users and answers with the job that makes them. */
  async importUsers(csv, tenant) {
    const { id: uploadId } = await this.#send('/files/uploads', csv, 'text/csv', tenant);
    const query =
      'mutation ($uploadId: ID!) { importUsers(uploadId: $uploadId) { problems { line column code } job { id } } }';
    const { importUsers } = await this.ask(query, { uploadId }, tenant);
    return importUsers.job.id;
  }

  async #send(path, body, type, tenant) {
    const headers = {
      'content-type': type,
      ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      ...(tenant ? { 'x-vortex-tenant': tenant } : {}),
    };
    const answer = await fetch(`${this.#url}${path}`, { method: 'POST', headers, body }).catch((error) => {
      throw new Stop(
        `No panel answers at ${this.#url}: ${error.cause?.code ?? error.message}.`,
        'Start one with npm start, or name another with --url.',
      );
    });
    const text = await answer.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Stop(
        `${this.#url}${path} answered ${answer.status} and no JSON.`,
        'Give the address of the panel with --url.',
      );
    }
  }
}

function problemOf({ message, extensions = {} }) {
  const violations = (extensions.violations ?? []).map(({ path, message: text }) => `${path}: ${text}`);
  return new Stop([`The panel refused: ${message}.`, ...violations].join(' '), 'Nothing of this step was done.');
}
