export { clientAddress } from './client-address';
export { isOwnOrigin } from './own-origin';
export { isFromOwnPage, SessionCookies, wantsCookies } from './session-cookies';
