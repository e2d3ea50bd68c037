export { DomainError, errorKinds, type ErrorFacts, type ErrorKind } from './domain-error';
export { expectedFailure } from './expected-failure';
export * from './failures';
export { parseInput } from './input';
export { RemoteError, RemoteFailure } from './remote-error';
export { httpStatusOf } from './http-status';
export { toStatus } from './grpc-status';
