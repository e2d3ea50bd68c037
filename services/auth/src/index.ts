export { sealContext, sealedColumns } from './sealed-columns';
export { auth } from './service';
