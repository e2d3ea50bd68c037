export { sealContext, sealedColumns } from './sealed-columns';
export { nodes } from './service';
