import { connect } from 'amqplib';
import { queueOf } from '../src/bus/rabbit/topology';

/** Every quorum queue costs the broker a process and files, and a test run shares one broker. */
export async function deleteQueues(url: string, services: readonly string[]): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const service of services) {
    for (const name of ['interactive', 'bulk', 'dead'] as const) await channel.deleteQueue(queueOf(service, name));
  }
  await connection.close();
}
