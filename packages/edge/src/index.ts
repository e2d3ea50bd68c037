export { renderIngress, type IngressOptions } from './ingress';
export { renderedFiles, type RenderedFile } from './infrastructure';
export { matchRoute, routes, routesWith, type Answerer, type PublicRoute } from './routes';
export { securityHeaders, strictTransportSecurity } from './security-headers';
export { proxyTo } from './proxy';
export { answerNotFound, openSite, type HttpHandler } from './site/site';
export { renderTraefik, upstreamOf, type Upstreams } from './traefik';
