import type { Log } from '@vortex/database';

const write = (level: string) => (facts: object, message: string) => {
  const { err, ...rest } = facts as { err?: { message?: string; cause?: { message?: string } } };
  process.stderr.write(
    `${new Date().toISOString()} ${process.pid} ${level} ${message} ${err?.message ?? ''} ${err?.cause?.message ?? ''} ${JSON.stringify(rest)}\n`,
  );
};

export const stderrLog: Log = {
  debug: () => undefined,
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
};
