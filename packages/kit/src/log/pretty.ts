import type { DestinationStream } from 'pino';

const colours: Readonly<Record<string, string>> = {
  debug: '\u001b[90m',
  info: '\u001b[36m',
  warn: '\u001b[33m',
  error: '\u001b[31m',
};
const reset = '\u001b[0m';
const quiet = '\u001b[90m';

/** Lines for people. In the same thread, since a worker would lose the last lines of a crash. */
export function prettyStream(out: DestinationStream): DestinationStream {
  return { write: (line) => out.write(formatLine(line)) };
}

function formatLine(line: string): string {
  const {
    time,
    level,
    service,
    msg,
    err,
    traceId,
    spanId: _span,
    ...facts
  } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.keys(facts).length > 0 ? ` ${quiet}${JSON.stringify(facts)}${reset}` : '';
  const trace = typeof traceId === 'string' ? ` ${quiet}${traceId.slice(0, 8)}${reset}` : '';
  const clock = String(time).slice(11, 23);
  const name = String(level);
  const head = `${quiet}${clock}${reset} ${colours[name] ?? ''}${name.padEnd(5)}${reset}`;
  return `${head} ${typeof service === 'string' ? `${service}: ` : ''}${String(msg)}${rest}${trace}\n${formatError(err)}`;
}

function formatError(err: unknown): string {
  if (typeof err !== 'object' || err === null) return '';
  const { stack } = err as { stack?: unknown };
  return typeof stack === 'string' && stack !== '' ? `${stack.replace(/^/gm, '    ')}\n` : '';
}
