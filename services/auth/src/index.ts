export { sealContext, type SealedColumn, sealedColumns } from './sealed-columns';
export { auth } from './service';
