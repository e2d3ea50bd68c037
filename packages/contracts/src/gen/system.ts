// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { DumpRequest, DumpPart, DumpOrigin, DumpMasterKey, DumpContents, DumpMigration, DumpTable, DumpSequence, DumpStep, DumpServiceService, type DumpServiceServer, type DumpServiceClient } from './vortex/system/v1/dump';
export { CheckRequest, Health, PartHealth, GetStatusRequest, ServiceStatus, HealthState, StatusServiceService, type StatusServiceServer, type StatusServiceClient } from './vortex/system/v1/status';
