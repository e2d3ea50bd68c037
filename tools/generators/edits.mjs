/** Puts lines before the brace that closes a block, e.g. a method at the end of `service InvoiceService {`. */
export function appendToBlock(text, opening, lines) {
  const start = text.indexOf(opening);
  if (start < 0) throw new Error(`there is no "${opening}"`);
  const end = closingOf(text, text.indexOf(opening.at(-1), start + opening.length - 1));
  const before = text.slice(0, end).trimEnd();
  return `${before}\n${lines.trimEnd()}\n${text.slice(text.lastIndexOf('\n', end) + 1)}`;
}

/** Where the bracket that opens at `start` is closed. Braces in strings or comments are not expected in these files. */
function closingOf(text, start) {
  const [open, close] = [text[start], { '{': '}', '[': ']', '(': ')' }[text[start]]];
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close && --depth === 0) return at;
  }
  throw new Error(`"${open}" is never closed`);
}

export function append(text, more) {
  return `${text.trimEnd()}\n\n${more.trim()}\n`;
}

/** Adds an import below the others; Prettier and the compiler do not mind the order. */
export function addImport(text, line) {
  if (text.includes(line)) return text;
  const last = [...text.matchAll(/^(?:import .*|\} from .*);$/gm)].at(-1);
  const at = last ? last.index + last[0].length : 0;
  return last ? `${text.slice(0, at)}\n${line}${text.slice(at)}` : `${line}\n\n${text}`;
}

/** Adds names to a list such as `providers: [A, B]`. */
export function addToList(text, opening, names) {
  const start = text.indexOf(opening);
  if (start < 0) throw new Error(`there is no "${opening}"`);
  const bracket = start + opening.length - 1;
  const end = closingOf(text, bracket);
  const inside = text
    .slice(bracket + 1, end)
    .trim()
    .replace(/,$/, '');
  return `${text.slice(0, bracket + 1)}${[inside, ...names].filter(Boolean).join(', ')}${text.slice(end)}`;
}

/** In the order npm writes them. */
export function sortedKeys(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** Adds lines below the last line that `pattern` finds. */
export function insertAfterLast(text, pattern, lines) {
  const last = [...text.matchAll(pattern)].at(-1);
  if (!last) throw new Error(`nothing looks like ${pattern}`);
  const at = last.index + last[0].length;
  return `${text.slice(0, at)}\n${lines}${text.slice(at)}`;
}

export function insertBefore(text, line, lines) {
  const at = text.indexOf(`\n${line}`);
  if (at < 0) throw new Error(`there is no line "${line.trim()}"`);
  return `${text.slice(0, at + 1)}${lines}${text.slice(at + 1)}`;
}
