export { type CallOptions, type ClientOptions, VortexClient } from './client';
export { type FieldViolation, VortexError } from './error';
export type { Operation } from './operation';
export * from './generated/operations';
