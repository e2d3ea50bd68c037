// npm run test:soak -- messaging [--seed <n>]
import { parseArgs } from 'node:util';
import { type ChaosOptions, kept, runChaos } from '../chaos/chaos';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    transactions: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    driver: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});

async function main(): Promise<void> {
  const drivers = (['rabbit', 'in-process'] as const).filter(
    (driver) => values.driver === undefined || values.driver === driver,
  );
  for (const driver of drivers) {
    const options: ChaosOptions = {
      driver,
      transactions: Number(values.transactions),
      killsEach: Number(values.kills),
      seed: Number(values.seed),
      ...(values.only ? { only: values.only } : {}),
    };
    process.stdout.write(
      `${driver}: ${options.transactions} transactions, ${options.killsEach} kills each, seed ${options.seed}\n`,
    );
    const result = await runChaos(options);
    const { kills, seconds, drainedMs, logs, ...counts } = result;
    const passed = kept(result, options);
    process.stdout.write(`  kills       ${JSON.stringify(kills)}\n`);
    process.stdout.write(`  counts      ${JSON.stringify(counts)}\n`);
    process.stdout.write(
      `  drained in  ${(drainedMs / 1_000).toFixed(1)} s after the last restart; the run took ${seconds.toFixed(0)} s\n`,
    );
    process.stdout.write(`  ${passed ? 'kept' : `BROKEN; logs of the processes: ${logs}`}\n`);
    if (!passed) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
