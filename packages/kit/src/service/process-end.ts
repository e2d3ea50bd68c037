import type { Log } from '../log/log';

interface Closable {
  readonly log: Log;
  close(): Promise<void>;
}

/** Ends the process when it is told to, after everything has been closed in order. Returns how to let go of it again. */
export function endWithProcess(platform: Closable): () => void {
  const { log } = platform;
  let stopping = false;

  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1); // asked twice: no patience left
    stopping = true;
    log.info({ signal }, 'stopping');
    platform.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const fail = (err: unknown): void => {
    log.error({ err }, 'a failure that nobody handled; the process cannot be trusted any more');
    process.exit(1);
  };

  process.on('SIGTERM', stop).on('SIGINT', stop);
  process.on('unhandledRejection', fail).on('uncaughtException', fail);
  return () => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    process.off('unhandledRejection', fail).off('uncaughtException', fail);
  };
}
