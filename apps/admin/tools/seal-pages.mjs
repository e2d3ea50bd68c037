// Gives every exported page a content security policy that names its inline scripts by their hash, so that no other
// inline script runs. A header would need whoever serves the files to know the hashes; a meta element travels along.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = join(dirname(fileURLToPath(import.meta.url)), '../out');
const pages = readdirSync(out, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html'));

for (const page of pages) {
  const path = join(out, page);
  writeFileSync(path, sealed(readFileSync(path, 'utf8'), page));
}
console.log(`Sealed ${pages.length} pages`);

function sealed(html, page) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
  const hashes = [...new Set(inline)].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
  const head = html.indexOf('<head>');
  if (head < 0) throw new Error(`${page} has no head to put its policy into`);
  const at = head + '<head>'.length;
  return `${html.slice(0, at)}<meta http-equiv="Content-Security-Policy" content="${policy}"/>${html.slice(at)}`;
}
