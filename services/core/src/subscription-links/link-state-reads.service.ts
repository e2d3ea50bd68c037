import { Injectable } from '@nestjs/common';
import type { LinkState } from './link-state';
import { LinkStateRepository } from './link-state.repository';

const mostAtOnce = 100;
/** One that is being read by the database, and one on its way. */
const mostUnderWay = 2;

interface Read {
  readonly found: Promise<LinkState | undefined>;
  readonly settle: (state: LinkState | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Reads the users of tokens: those that are asked for while others are being read go together. Under load a statement costs
 * more than what it reads; without load nothing waits. Tokens that are nobody's travel with the others, so they take as long.
 */
@Injectable()
export class LinkStateReads {
  private waiting = new Map<string, Read>();
  private underWay = 0;
  private due = false;

  constructor(private readonly states: LinkStateRepository) {}

  /** @param hash of the token, in base64 */
  read(hash: string): Promise<LinkState | undefined> {
    const known = this.waiting.get(hash);
    if (known) return known.found;
    const read = newRead();
    this.waiting.set(hash, read);
    this.sendSoon();
    return read.found;
  }

  /** With what else has arrived by then at the same sockets. */
  private sendSoon(): void {
    if (this.due || this.underWay >= mostUnderWay) return;
    this.due = true;
    setImmediate(() => {
      this.due = false;
      void this.send();
    });
  }

  private async send(): Promise<void> {
    const batch = [...this.waiting].slice(0, mostAtOnce);
    if (batch.length === 0) return;
    for (const [hash] of batch) this.waiting.delete(hash);
    this.underWay += 1;
    try {
      const states = await this.states.ofTokens(batch.map(([hash]) => hash));
      for (const [hash, { settle }] of batch) settle(states.get(hash));
    } catch (error) {
      for (const [, { fail }] of batch) fail(error);
    } finally {
      this.underWay -= 1;
      if (this.waiting.size > 0) this.sendSoon();
    }
  }
}

function newRead(): Read {
  let settle: Read['settle'] = () => undefined;
  let fail: Read['fail'] = () => undefined;
  const found = new Promise<LinkState | undefined>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { found, settle, fail };
}
