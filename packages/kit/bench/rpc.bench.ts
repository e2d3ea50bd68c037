import { Client, credentials, Server, ServerCredentials } from '@grpc/grpc-js';
import { BenchReport } from '@vortex/testing/bench';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous } from '../src/identity/caller';
import { runInCall } from '../src/identity/call-context';
import { Metrics } from '../src/metrics/metrics';
import { Greeter } from '../test/greeter';
import { GreeterService } from '../test/greeter-contract';
import { startPair } from '../test/rpc-pair';
import { sign } from '../test/test-tokens';

const warmUp = 2_000;
const rounds = 10;
const callsPerRound = 1_000;
const request = { text: 'ann' };

type Call = () => Promise<unknown>;

/** grpc-js with nothing around it: what the kit's share is measured against. */
async function startBare(): Promise<{ call: Call; close(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'rpc-bench-'));
  const address = `unix:${join(directory, 'bare.sock')}`;
  const { path, requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } = GreeterService.greet;
  const server = new Server();
  server.register(
    path,
    (call: { request: { text: string } }, reply: (error: null, value: unknown) => void) =>
      reply(null, { text: `hello ${call.request.text}` }),
    responseSerialize as never,
    requestDeserialize,
    'unary',
  );
  await new Promise<void>((resolve, reject) =>
    server.bindAsync(address, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve())),
  );
  const client = new Client(address, credentials.createInsecure());
  const call: Call = () =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) =>
        error ? reject(error) : resolve(response),
      );
    });
  const close = (): void => {
    client.close();
    server.forceShutdown();
    rmSync(directory, { recursive: true, force: true });
  };
  return { call, close };
}

async function measure(call: Call, times: number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < times; n++) {
    const startedAt = performance.now();
    await call();
    samples.push((performance.now() - startedAt) * 1_000);
  }
  return samples;
}

async function throughput(call: Call, total: number, atOnce: number): Promise<number> {
  const startedAt = performance.now();
  let left = total;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return total / ((performance.now() - startedAt) / 1_000);
}

async function main(): Promise<void> {
  const bare = await startBare();
  const pair = await startPair(new Greeter(), { server: { metrics: new Metrics() } });
  const token = await sign(pair.key);
  const contenders: Readonly<Record<string, Call>> = {
    'bare grpc-js': bare.call,
    'kit, public method': () => runInCall({ caller: anonymous }, () => pair.client.greet(request)),
    'kit, token and permission': () => runInCall({ caller: anonymous, token }, () => pair.client.secret(request)),
  };
  const samples = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (const call of Object.values(contenders)) await measure(call, warmUp);
  // Taken in turns, so that a busy moment of the machine meets all alike.
  for (let round = 0; round < rounds; round++) {
    for (const [name, call] of Object.entries(contenders)) {
      samples.get(name)?.push(...(await measure(call, callsPerRound)));
    }
  }
  const report = new BenchReport(
    'rpc',
    `${rounds} × ${callsPerRound} unary calls one after the other over a Unix socket, client and server in one process, ` +
      `in turns, after ${warmUp} each to warm up; tracing not loaded`,
  );
  for (const [name, taken] of samples) report.series(name, taken, 'µs');
  for (const [name, call] of Object.entries(contenders)) {
    report.figure(`${name}, 64 at once`, await throughput(call, 20_000, 64), 'calls/s');
  }
  report.ratio('cost of the kit', 'kit, public method', 'bare grpc-js');
  report.ratio('cost with a token', 'kit, token and permission', 'bare grpc-js');
  report.print();
  bare.close();
  await pair.close();
}

void main();
