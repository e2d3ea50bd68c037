export { sealContext, type SealedColumn, sealedColumns } from './sealed-columns';
export { nodes } from './service';
