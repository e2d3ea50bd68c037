import pino, { type DestinationStream, type Logger } from 'pino';
import { currentTraceIds } from '../telemetry/trace-ids';
import { prettyStream } from './pretty';
import { redact } from './redaction';

export const LOG = Symbol('vortex.log');

/** A structured log. Facts first, then one sentence: `log.info({ count }, 'purged the inbox')`. */
export type Log = Logger<never>;

export interface LogOptions {
  readonly level?: string;
  readonly format?: 'json' | 'pretty';
  /** Where the lines go; standard output when absent. */
  readonly destination?: DestinationStream;
}

/** Whoever reads us may go first (a closed terminal): that is no reason to stop working. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true }).on('error', () => undefined);
}

/** One line of JSON per event, with the ids of the trace it belongs to and without secrets. */
export function createLog(options: LogOptions = {}): Log {
  const out = options.destination ?? standardOutput();
  const log = pino<never>(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // The redaction below has already turned errors into plain objects.
      serializers: { err: (error: unknown) => error },
      formatters: {
        level: (label) => ({ level: label }),
      },
      mixin: currentTraceIds,
      hooks: {
        logMethod(args, method) {
          const [facts, ...rest] = args as unknown[];
          const first = facts instanceof Error ? { err: facts } : facts;
          method.apply(this, [redact(first), ...rest.map((part) => redact(part))] as Parameters<typeof method>);
        },
      },
    },
    options.format === 'pretty' ? prettyStream(out) : out,
  );
  // pino does not format the bindings of children. A child inherits this method, and so do its own.
  const { child } = log;
  log.child = function redactedChild(this: Log, bindings, options) {
    return child.call(this, redact(bindings) as typeof bindings, options) as never;
  };
  return log;
}
