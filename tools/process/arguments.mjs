import { parseArgs } from 'node:util';

/**
 * Reads a command line, or explains it and ends the program.
 * @template {import('node:util').ParseArgsConfig['options']} T
 * @param {string} usage what `--help` prints
 * @param {T} options
 */
export function readArguments(usage, options, args = process.argv.slice(2)) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) end(usage, 0);
    return { values, positionals };
  } catch (error) {
    return end(`${error.message}\n\n${usage}`, 2);
  }
}

function end(text, code) {
  (code === 0 ? process.stdout : process.stderr).write(`${text.trim()}\n`);
  process.exit(code);
}
