import { createHash } from 'node:crypto';
import { Html, html } from './html';
import type { Page } from './page-content';
import { pageMessages } from './page-messages';
import { connect, devices, head, ownLink, servers, standing, wireguardFiles } from './page-sections';
import { pageScript, pageStyle } from './page-style';

/** Written letter by letter, for the policy names their hashes. */
const styleElement = new Html(`<style>${pageStyle}</style>`);
const scriptElement = new Html(`<script>${pageScript}</script>`);

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing from elsewhere, and nothing that is not ours. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src ${sha256(pageStyle)}`,
  `script-src ${sha256(pageScript)}`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function renderPage(page: Page): string {
  const say = pageMessages[page.language];
  const { text } = html`<!doctype html>
    <html lang="${page.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f6fb" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0d111a" />
        <title>${page.title}</title>
        ${styleElement}
      </head>
      <body>
        <main class="page">
          ${head(page, say)} ${page.announce !== '' && html`<p class="card notice">${page.announce}</p>`}
          <div class="two">
            <div class="column">${standing(page, say)} ${connect(page, say)}</div>
            <div class="column">${ownLink(page, say)} ${devices(page, say)} ${wireguardFiles(page, say)}</div>
          </div>
          ${servers(page, say)}
          ${page.supportUrl !== '' && html`<footer><a href="${page.supportUrl}" rel="noreferrer">${say.support}</a></footer>`}
        </main>
        ${scriptElement}
      </body>
    </html> `;
  return text;
}
