export { cameThroughProxy, clientAddress } from './client-address';
export { networkOf } from './network';
export { isOwnOrigin } from './own-origin';
export { isFromOwnPage, SessionCookies, wantsCookies } from './session-cookies';
