// Puts a compressed copy beside every text file of the export, for whoever serves them: compressed once, and as well as can be.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const out = join(dirname(fileURLToPath(import.meta.url)), '../out');
const texts = /\.(html|js|css|svg|txt|json)$/;
/** A shorter file fits into one packet in any case. */
const least = 1024;

const files = readdirSync(out, { recursive: true })
  .map((name) => join(out, String(name)))
  .filter((path) => texts.test(path) && statSync(path).isFile() && statSync(path).size >= least);

for (const path of files) {
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
console.log(`Compressed ${files.length} files`);
