import type { FanOutMessage } from '../src';

/** The next so many messages, or fewer when the subscription ends. */
export async function take(subscriber: AsyncIterator<FanOutMessage>, count: number): Promise<FanOutMessage[]> {
  const messages: FanOutMessage[] = [];
  while (messages.length < count) {
    const { done, value } = await subscriber.next();
    if (done) break;
    messages.push(value);
  }
  return messages;
}
