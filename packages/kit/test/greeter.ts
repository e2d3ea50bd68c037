import { currentCall } from '../src/identity/call-context';
import type { RpcCall } from '../src/rpc/rpc.decorator';
import { Rpc } from '../src/rpc/rpc.decorator';
import { GreeterService } from './greeter-contract';

interface Message {
  readonly text: string;
}

/** Answers every method of the contract; tests override the one they are about. */
export class Greeter {
  @Rpc(GreeterService.greet)
  async greet(request: Message, _call: RpcCall): Promise<Message> {
    return { text: `hello ${request.text}` };
  }

  @Rpc(GreeterService.whoAmI)
  async whoAmI(_request: Message, call: RpcCall): Promise<Message> {
    const { client, requestId, actingFor } = currentCall() ?? {};
    return { text: JSON.stringify({ caller: call.caller, peer: call.peer, client, requestId, actingFor }) };
  }

  @Rpc(GreeterService.secret)
  async secret(_request: Message, _call: RpcCall): Promise<Message> {
    return { text: 'the secret' };
  }

  @Rpc(GreeterService.change)
  async change(request: Message, _call: RpcCall): Promise<Message> {
    return request;
  }

  @Rpc(GreeterService.internal)
  async internal(_request: Message, call: RpcCall): Promise<Message> {
    return { text: call.caller.kind };
  }

  @Rpc(GreeterService.count)
  async *count(request: Message, _call: RpcCall): AsyncGenerator<Message> {
    for (let n = 1; n <= Number(request.text); n++) yield { text: String(n) };
  }

  @Rpc(GreeterService.collect)
  async collect(requests: AsyncIterable<Message>, _call: RpcCall): Promise<Message> {
    const texts: string[] = [];
    for await (const { text } of requests) texts.push(text);
    return { text: texts.join(' ') };
  }

  @Rpc(GreeterService.chat)
  async *chat(requests: AsyncIterable<Message>, _call: RpcCall): AsyncGenerator<Message> {
    for await (const { text } of requests) yield { text: text.toUpperCase() };
  }
}
