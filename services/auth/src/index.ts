export { sealContext, sealedColumns } from './sealed-columns';
export { auth } from './service';
export { TenantRepository } from './tenants/tenant.repository';
