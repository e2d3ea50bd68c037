import 'reflect-metadata';

export { Audit, type AuditRecord, type AuditSubject } from './audit/audit';
export { deedOf } from './audit/deed';
export * from './auth';
export { type RevocationNotice, Revocations, revocationTopic, writeNotices } from './auth/revocations';
export { SigningKeys } from './auth/signing-keys';
export { TokenVerifier } from './auth/token-verifier';
export { CLOCK, type Clock, systemClock } from './clock/clock';
export { Rounds } from './clock/rounds';
export { withinTime } from './clock/within-time';
export { isZone } from './clock/zone';
export * from './config';
export { keyFingerprint } from './dump/dump-source';
export { Keyring, type KeyMaterial, SealBroken } from './encryption/keyring';
export type { SealedColumn } from './encryption/sealed-column';
export * from './errors';
export * from './graphql';
export * from './health';
export * from './http';
export {
  type AccountCaller,
  accountOf,
  anonymous,
  type AnonymousCaller,
  type Caller,
  ownScopeOf,
  type Scope,
  scopeOf,
  type ServiceCaller,
} from './identity/caller';
export {
  type CallContext,
  type Client,
  currentCall,
  iterateInCall,
  runInCall,
  runOutsideCall,
} from './identity/call-context';
export * from './ids/id';
export { secureBytes } from './ids/random-pool';
export * from './log';
export { mayReadMetrics } from './metrics/metrics.controller';
export { Metrics } from './metrics/metrics';
export { GeoIp, geoIpShape } from './places/geo-ip.service';
export type { Place, Point } from './places/place';
export * from './rpc';
export {
  type ConfigOf,
  type DatabaseDefinition,
  defineService,
  type ServiceDefinition,
} from './service/define-service';
export type { PlatformHealth, RunningPlatform, ServiceHandle } from './service/platform';
export {
  type PlatformRestores,
  type RestoreFindings,
  type RestoreOrder,
  type RestoreOutcome,
  RESTORES,
} from './service/restores';
export { run } from './service/run';
export type { RunOptions } from './service/run-options';
export {
  CACHE,
  CONFIG,
  FAN_OUT,
  PLATFORM,
  type PlatformFacts,
  RATE_LIMITER,
  RESTARTS,
  type ServiceRestarts,
} from './service/tokens';
export { inSpan } from './telemetry/span';
export { currentTraceId, isTraced } from './telemetry/trace-ids';
