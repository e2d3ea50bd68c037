export { AccessMissing } from './access-check';
export { Authenticated, Permission, Public } from './access.decorator';
export { authorize, holds } from './permission';
export { tokenIssuer } from './token-verifier';
