import type { LogLine, LogSeverity, LogSource } from '@vortex/contracts/nodes';
import { redacted } from './redacted';

const mostCharacters = 1_000;

/** Both programs write a JSON object a line; what else stands there (a crash's stack) is text. */
export function logLine(source: LogSource, line: string): LogLine {
  const { time, level, msg, ...rest } = fieldsOf(line);
  const { pid: _, hostname: _host, name: _name, ...facts } = rest;
  const more = Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : '';
  return {
    at: momentOf(time),
    source,
    severity: severityOf(level),
    text: redacted(`${typeof msg === 'string' ? msg : ''}${more}`).slice(0, mostCharacters),
  };
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return { msg: line };
  }
}

function momentOf(time: unknown): Date | undefined {
  const at = new Date(typeof time === 'number' || typeof time === 'string' ? time : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** pino numbers its levels, Go's slog names them. */
function severityOf(level: unknown): LogSeverity {
  const weight = typeof level === 'number' ? level : { DEBUG: 20, INFO: 30, WARN: 40, ERROR: 50 }[String(level)];
  if (weight === undefined) return 'LOG_SEVERITY_UNSPECIFIED';
  if (weight >= 50) return 'LOG_SEVERITY_ERROR';
  if (weight >= 40) return 'LOG_SEVERITY_WARNING';
  return weight >= 30 ? 'LOG_SEVERITY_INFO' : 'LOG_SEVERITY_DEBUG';
}
