// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { CheckRequest, Health, PartHealth, GetStatusRequest, ServiceStatus, HealthState, StatusServiceService, type StatusServiceServer, type StatusServiceClient } from './vortex/system/v1/status';
