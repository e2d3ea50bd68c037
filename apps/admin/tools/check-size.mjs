// Fails when the first load of a route needs more JavaScript than a slow line brings in a moment. Counts what the exported page
// names, and the texts of one language, which every page fetches at once; as brotli has it, which is what browsers are given.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const most = 200_000;
const out = join(dirname(fileURLToPath(import.meta.url)), '../out');
const chunks = join(out, '_next/static/chunks');

const sizes = new Map();
const texts = Math.max(...['en', 'ru'].map(sizeOfTexts));
const pages = readdirSync(out, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html'))
  .map((name) => ({ name, bytes: texts + sizeOfScripts(join(out, name)) }))
  .sort((one, other) => other.bytes - one.bytes);

for (const { name, bytes } of pages) console.log(`${kilobytes(bytes).padStart(10)}  ${name}`);
const tooLarge = pages.filter(({ bytes }) => bytes > most);
if (tooLarge.length > 0) {
  console.error(`Over the budget of ${kilobytes(most)}: ${tooLarge.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

function sizeOfScripts(page) {
  const html = readFileSync(page, 'utf8');
  // Those marked so are for browsers of before modules, and fetched by no other.
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const names = new Set(tags.map(([, source]) => source.replace(/^\/admin\//, '').replace(/\?.*/, '')));
  return [...names].reduce((sum, name) => sum + compressed(join(out, name)), 0);
}

function sizeOfTexts(language) {
  const messages = JSON.parse(readFileSync(join(out, `../messages/${language}.json`), 'utf8'));
  const chunk = readdirSync(chunks)
    .filter((name) => name.endsWith('.js'))
    .find((name) => readFileSync(join(chunks, name), 'utf8').includes(messages.changePassword.forced));
  if (!chunk) throw new Error(`No chunk has the texts of ${language}`);
  return compressed(join(chunks, chunk));
}

function compressed(path) {
  if (!sizes.has(path)) sizes.set(path, brotliCompressSync(readFileSync(path)).length);
  return sizes.get(path);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
