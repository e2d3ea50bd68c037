import { banner } from './banner';
import { readConfig } from './config';
import { explain } from './explain';
import { Standalone } from './standalone';
import { stopRequested } from './stop-signals';

async function main(): Promise<void> {
  const config = readConfig();
  const standalone = new Standalone(config);
  const stop = stopRequested(() => {
    standalone.kill();
    process.exit(130);
  }, config.startedByNpm);
  const { publicUrl, home, initialPassword } = await standalone.start();
  console.log(banner({ version: config.version, publicUrl, home, password: initialPassword.read() }));
  initialPassword.forget();
  await stop;
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
