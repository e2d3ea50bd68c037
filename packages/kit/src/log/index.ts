export { createLog, LOG, type Log } from './log';
export { maskText, redact } from './redaction';
