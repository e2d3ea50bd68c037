// npm run bench -- messaging
import { BenchReport } from '@vortex/testing/bench';
import { rawPostgres, rawRabbit } from './baselines';
import { type Servers, startServers } from './bench-stage';
import { latency } from './latency';
import { OneByOne, SetWise, throughput } from './throughput';

const events = 20_000;
const bulk = 50_000;
const rounds = 3;

async function main(): Promise<void> {
  const servers = await startServers();
  try {
    await throughputs(servers);
    await latencies(servers);
  } finally {
    await servers.postgres.stop();
    await servers.rabbit.stop();
  }
}

async function throughputs(servers: Servers): Promise<void> {
  const report = new BenchReport(
    'messaging: throughput',
    `${events} events from a full outbox over relay and bus to committed inbox and effect, all in one Node process; fsync on`,
  );
  const measures: [name: string, run: () => Promise<number>][] = [
    ['raw amqplib', () => rawRabbit(servers, events)],
    ['raw PostgreSQL, row by row', () => rawPostgres(servers, events, 100)],
    ['RabbitMQ, @Consume', () => throughput(servers, 'rabbit', OneByOne, events)],
    ['RabbitMQ, @ConsumeBatch', () => throughput(servers, 'rabbit', SetWise, events)],
    ['in process, @Consume', () => throughput(servers, 'in process', OneByOne, events)],
    ['in process, @ConsumeBatch', () => throughput(servers, 'in process', SetWise, events)],
  ];
  const results = new Map<string, number[]>(measures.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of measures) results.get(name)?.push(await run());
  }
  for (const [name, samples] of results) report.series(name, samples, 'events/s');
  report.ratio('what the outbox leaves of the broker', 'RabbitMQ, @ConsumeBatch', 'raw amqplib');
  report.ratio('what messaging leaves of the database', 'in process, @Consume', 'raw PostgreSQL, row by row');
  report.print();
}

async function latencies(servers: Servers): Promise<void> {
  const report = new BenchReport(
    'messaging: interactive latency',
    `producer's commit to consumer's commit, about 40 events/s, idle and while ${bulk} bulk events drain; fsync on`,
  );
  for (const driver of ['rabbit', 'in process'] as const) {
    report.series(`${driver}, idle`, (await latency(servers, driver, 0)).milliseconds, 'ms');
    const busy = await latency(servers, driver, bulk);
    report.series(`${driver}, under bulk`, busy.milliseconds, 'ms');
    report.figure(`${driver}, bulk meanwhile`, busy.bulkPerSecond, 'events/s');
    report.ratio(`${driver}: price of the bulk`, `${driver}, under bulk`, `${driver}, idle`);
  }
  report.print();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
