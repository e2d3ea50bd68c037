import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openStaticPages, pagePolicy } from './static-pages';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface SiteOptions {
  readonly adminDirectory: string;
  /** A folder of pages for strangers, instead of the way to the dashboard. */
  readonly decoyDirectory?: string | undefined;
}

/** Answers the routes of the `site`: the dashboard's files below /admin, and what strangers see of the rest. */
export function openSite(options: SiteOptions): HttpHandler {
  const admin = openAdmin(options.adminDirectory);
  const decoy = options.decoyDirectory === undefined ? undefined : openDecoy(options.decoyDirectory);
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'Method not allowed.\n');
    if (path === '/admin' || path?.startsWith('/admin/')) return admin(request, response);
    if (decoy) return decoy(request, response);
    return path === '/' ? leadTo(response, '/admin/') : answerNotFound(response);
  };
}

export function answerNotFound(response: ServerResponse): void {
  answer(response, 404, 'Not found.\n');
}

/** A site like any other; its own page for what is not there, where it has one. */
function openDecoy(directory: string): HttpHandler {
  const pages = openStaticPages(directory);
  return (request, response) => {
    pages.serve(request, response, () => {
      if (pages.notFound) answerPage(response, 404, pages.notFound, pagePolicy);
      else answerNotFound(response);
    });
  };
}

function openAdmin(directory: string): HttpHandler {
  if (!existsSync(directory)) {
    return (_, response) => answer(response, 503, 'The dashboard is not built yet: npx nx run admin:build\n');
  }
  const pages = openStaticPages(directory);
  return (request, response) => {
    request.url = (request.url ?? '').replace(/^\/admin(?=\/|\?|$)/, '').replace(/^(?!\/)/, '/');
    pages.serve(request, response, () => {
      if (pages.notFound) answerPage(response, 404, pages.notFound, pagePolicy);
      else answerNotFound(response);
    });
  };
}

function answerPage(response: ServerResponse, status: number, html: string, policy: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': policy,
  });
  response.end(html);
}

function leadTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location, 'Cache-Control': 'no-store' });
  response.end();
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(text);
}
