export { AccessMissing } from './access-check';
export { Authenticated, Permission, Public } from './access.decorator';
export { admit, permissionOf } from './admit';
export { authorize, holds } from './permission';
export { tokenIssuer } from './token-verifier';
