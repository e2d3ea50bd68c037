import { Rpc, type RpcCall } from '../src/rpc/rpc.decorator';
import { Greeter } from './greeter';
import { GreeterService } from './greeter-contract';
import { type RpcPair, startPair } from './rpc-pair';

interface Message {
  readonly text: string;
}

type Answer = (request: Message, call: RpcCall) => Promise<Message>;

/** Its public methods, one that may be repeated and one that may not, do what the test says. */
export class Scripted extends Greeter {
  calls = 0;
  answer: Answer = (request) => Promise.resolve(request);

  @Rpc(GreeterService.greet)
  override greet(request: Message, call: RpcCall): Promise<Message> {
    this.calls++;
    return this.answer(request, call);
  }

  @Rpc(GreeterService.change)
  override change(request: Message, call: RpcCall): Promise<Message> {
    this.calls++;
    return this.answer(request, call);
  }

  @Rpc(GreeterService.count)
  override async *count(request: Message, call: RpcCall): AsyncGenerator<Message> {
    for (;;) yield await this.answer(request, call);
  }
}

const pairs: RpcPair[] = [];

/** A pair whose handler the test scripts; ended by `closePairs`. */
export async function startScripted(
  options?: Parameters<typeof startPair>[1],
): Promise<RpcPair & { readonly handler: Scripted }> {
  const handler = new Scripted();
  const pair = await startPair(handler, options);
  pairs.push(pair);
  return { ...pair, handler };
}

export async function closePairs(): Promise<void> {
  await Promise.all(pairs.splice(0).map((pair) => pair.close()));
}

/** A promise that a test opens. */
export function gate(): { promise: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}
