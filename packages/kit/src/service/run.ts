import { processEnvironment, readConfig } from '../config/config';
import { ConfigError } from '../config/config-error';
import type { ServiceDefinition } from './define-service';
import { growHeapSlowly } from './heap-growth';
import { Platform, type RunningPlatform } from './platform';
import { endWithProcess } from './process-end';
import type { RunOptions } from './run-options';

/** Starts services in this process. Resolves when all of them serve. */
export async function run(services: readonly ServiceDefinition[], options: RunOptions = {}): Promise<RunningPlatform> {
  const ownsProcess = options.exitOnSignal ?? true;
  growHeapSlowly();
  try {
    const config = readConfig(services, options.environment ?? processEnvironment());
    const platform = new Platform(services, config, options);
    const release = ownsProcess ? endWithProcess(platform) : undefined;
    try {
      await platform.start();
    } catch (error) {
      release?.();
      await platform.close();
      throw error;
    }
    return platform;
  } catch (error) {
    if (!ownsProcess) throw error;
    // There may be no log yet, and what is wrong with the configuration is for the person at the terminal.
    process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`);
    process.exit(1);
  }
}

function describe(error: unknown): string {
  return `The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
