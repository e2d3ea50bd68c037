import { rm } from 'node:fs/promises';
import { guard, type Guardian } from './guardian';

/** A private server, for tests that kill it. */
export interface LaunchedServer {
  readonly url: string;
  readonly pid: number;
  /** SIGKILL, without a warning. */
  kill(): void;
  /** On the same data and port; stops it first when it runs. Resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it and removes its data, unless the caller named the directory. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Kept when the server stops. Default: a temporary one that is removed. */
  readonly directory?: string;
  /** Where a temporary one is made. Default: below the home. */
  readonly parent?: string;
  /** Survives the death of the machine, not just of the process. Default: false, which is faster. */
  readonly durable?: boolean;
  /** End it when that process ends, instead of ours. */
  readonly lifeOf?: number;
  /** Directories to remove with it when nobody has called `stop`. */
  readonly alsoRemoves?: readonly string[];
}

/** One kind of server, one way to run it. */
export interface ServerDriver {
  readonly url: string;
  readonly pid: number;
  /** A directory of its data outside the one it was given. */
  readonly elsewhere?: string | undefined;
  start(): Promise<void>;
  kill(): void;
  stop(): Promise<void>;
  /** Gives up what outlives a stop, such as a container. */
  remove?(): Promise<void>;
  /** Shell commands that end it when nobody is left to call `stop`. */
  lastWill(): readonly string[];
}

export async function launch(driver: ServerDriver, directory: string, options: LaunchOptions): Promise<LaunchedServer> {
  const { elsewhere } = driver;
  const temporary = options.directory === undefined ? [directory, ...(elsewhere ? [elsewhere] : [])] : [];
  let guardian: Guardian | undefined;
  const start = async () => {
    await driver.start();
    const removes = [...temporary, ...(options.alsoRemoves ?? [])];
    guardian = guard(driver.lastWill(), { removes, lifeOf: options.lifeOf });
  };
  const halt = async () => {
    await driver.stop();
    guardian?.dismiss();
  };

  await start();
  return {
    url: driver.url,
    get pid() {
      return driver.pid;
    },
    kill: () => driver.kill(),
    restart: async () => {
      await halt();
      await start();
    },
    stop: async () => {
      await halt();
      await driver.remove?.();
      for (const path of temporary) await rm(path, { recursive: true, force: true });
    },
  };
}
