import { type Client, type ClientWritableStream, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type AppliedUsers, TunnelServiceService } from '@vortex/contracts/tunnel';
import { once } from 'node:events';
import { refusalOf } from '../rpc';

export type UsersInParts = Pick<UserStream, keyof UserStream>;

/** A change of users on its way to the engine: what waits to be taken is bounded, and nothing of it is kept here. */
export class UserStream {
  private readonly call: ClientWritableStream<Uint8Array>;
  private readonly answer: Promise<AppliedUsers>;

  constructor(client: Client, timeoutMs: number) {
    const { path, responseDeserialize } = TunnelServiceService.applyUsersInParts;
    let settle: (error: ServiceError | null, answer?: AppliedUsers) => void = () => undefined;
    this.answer = new Promise((resolve, reject) => {
      settle = (error, answer) => {
        if (error) reject(refusalOf(error));
        else if (answer) resolve(answer);
        else reject(new Error(`${path} was answered with nothing`));
      };
    });
    this.answer.catch(() => undefined); // told to whoever sends or finishes
    this.call = client.makeClientStreamRequest(
      path,
      inMessage,
      responseDeserialize,
      new Metadata(),
      { deadline: Date.now() + timeoutMs },
      (error, answer) => settle(error, answer),
    );
    this.call.on('error', () => undefined);
  }

  /**
   * Resolves when the engine takes more; rejects when it has refused the change, or is gone.
   *
   * @param part vortex.tunnel.v1.ApplyUsersRequest, encoded
   */
  async send(part: Uint8Array): Promise<void> {
    const given = new AbortController();
    try {
      if (this.call.write(part)) return;
      await Promise.race([once(this.call, 'drain', { signal: given.signal }), this.answer]);
    } finally {
      given.abort();
    }
  }

  /** What the engine says to the whole of it. */
  finish(): Promise<AppliedUsers> {
    this.call.end();
    return this.answer;
  }

  cancel(): void {
    this.call.cancel();
  }
}

/** The field `part` of vortex.tunnel.v1.ApplyUsersInPartsRequest, with its wire type. */
const partOfRequest = (1 << 3) | 2;

function inMessage(part: Uint8Array): Buffer {
  const head = [partOfRequest];
  let left = part.length;
  for (; left > 0x7f; left >>>= 7) head.push((left & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...head, left]), part]);
}
