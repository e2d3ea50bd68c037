import { VortexError } from './error';

/** Shared by the tabs of a browser, which share their cookies too. */
const lockName = 'vortex.session';

/** Renews a session in cookies: once for all requests of a page that find it ended, and in one tab after the other. */
export class SessionRenewal {
  private underWay: Promise<boolean> | undefined;

  /** @param refresh asks the server for fresh cookies */
  constructor(private readonly refresh: () => Promise<unknown>) {}

  /** False when the session is over. Throws when that cannot be told, because the server is away. */
  renew(): Promise<boolean> {
    this.underWay ??= inTurn(() => this.attempt()).finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  private async attempt(): Promise<boolean> {
    try {
      await this.refresh();
      return true;
    } catch (error) {
      if (error instanceof VortexError && error.code === 'UNAUTHENTICATED') return false;
      throw error;
    }
  }
}

interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Without locks, as over plain http, tabs renew side by side: the server gives them the same tokens. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis as unknown as { readonly navigator?: { readonly locks?: Locks } };
  return navigator?.locks ? navigator.locks.request(lockName, work) : work();
}
