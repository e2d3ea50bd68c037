import type { NextFunction, Request, Response } from 'express';

/** What an API answers is never a page: no browser shall render, frame or sniff it. A handler of pages sets its own. */
export function securityHeaders(publicUrl: string | undefined) {
  const secure = publicUrl?.startsWith('https:') === true;
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('cache-control', 'no-store');
    if (secure) response.setHeader('strict-transport-security', 'max-age=31536000');
    next();
  };
}
