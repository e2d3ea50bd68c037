import { banner } from './banner';
import { readConfig } from './config';
import { explain } from './explain';
import { Standalone } from './standalone';
import { stopRequested } from './stop-signals';

async function main(): Promise<void> {
  const config = readConfig();
  const standalone = new Standalone(config, (line) => console.log(line));
  // Whoever read us may go first: `npm start | tee`, a closed terminal. There is still a database to close.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.once('exit', () => standalone.kill());
  const stop = stopRequested(() => process.exit(130), config.startedByNpm);
  const started = await Promise.race([standalone.start(), stop]);
  if (started) {
    const { publicUrl, home, initialPassword, lost } = started;
    console.log(banner({ version: config.version, publicUrl, home, password: initialPassword.read() }));
    initialPassword.forget();
    await Promise.race([stop, lost]);
  }
  console.log('Stopping …');
  await standalone.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
