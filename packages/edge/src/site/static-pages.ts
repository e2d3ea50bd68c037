import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv, { type RequestHandler } from 'sirv';

/** A folder of exported pages. Its list of files is read once: what is added later needs a new one. */
export interface StaticPages {
  readonly serve: RequestHandler;
  readonly notFound: string | undefined;
}

/** The pages carry their own policy for scripts; only this part cannot stand inside a page. */
export const pagePolicy = "frame-ancestors 'none'";

export function openStaticPages(directory: string): StaticPages {
  const notFound = join(directory, '404.html');
  return {
    serve: sirv(directory, { etag: true, gzip: true, brotli: true, setHeaders: setPageHeaders }),
    notFound: existsSync(notFound) ? readFileSync(notFound, 'utf8') : undefined,
  };
}

function setPageHeaders(response: ServerResponse, path: string): void {
  // Next.js names these by their content.
  const immutable = path.startsWith('/_next/static/');
  response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Content-Security-Policy', pagePolicy);
}
