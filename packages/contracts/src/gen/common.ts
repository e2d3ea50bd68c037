// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { Money, ByteCount, TenantRef, PageRequest, PageInfo, CalendarAnchor } from './vortex/common/v1/types';
export { ErrorDetail, FieldViolation } from './vortex/common/v1/error';
export { EventEnvelope, Lane } from './vortex/common/v1/event';
