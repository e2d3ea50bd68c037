export { type HealthLevel, type HealthPart, type PartHealth, ServiceHealth } from './service-health';
