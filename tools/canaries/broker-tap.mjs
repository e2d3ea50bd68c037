import amqp from 'amqplib';

/** Copies everything that passes the event exchange, with its headers. */
export async function tapBroker(url, exchange) {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel();
  await channel.assertExchange(exchange, 'topic', { durable: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '#');
  const received = [];
  await channel.consume(queue, (message) => {
    if (message) received.push(Buffer.from(JSON.stringify(message.properties)), message.content);
  });
  return { bytes: () => Buffer.concat(received), stop: () => connection.close() };
}
