/** The least a log must be able to do. pino satisfies it. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined };
