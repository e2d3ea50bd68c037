export { newRoot, pem } from './identity/x509';
export { type LocalServer, type LocalServerPlan, LocalServerService } from './local/local-server.service';
export { sealContext, sealedColumns } from './sealed-columns';
export { nodes } from './service';
