/** Controls, lone surrogates, separators of lines, and what turns the direction of writing: no list of a client shows them as they are meant. */
const unshowable = /[\p{Cc}\p{Cs}\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const mostCharacters = 128;

/** A text as a client may show it: one line, nothing invisible, not endless. */
export function shownText(text: string): string {
  const shown = text.replace(unshowable, ' ').replace(/ {2,}/g, ' ').trim();
  return shown.length <= mostCharacters ? shown : Array.from(shown).slice(0, mostCharacters).join('').trim();
}

/**
 * Clients refuse a list in which two entries have one name.
 * @param others names that something else has
 */
export function distinctNames(names: readonly string[], others: readonly string[] = []): string[] {
  const taken = new Set(others);
  return names.map((name) => {
    const wanted = name === '' ? '—' : name;
    let free = wanted;
    for (let n = 2; taken.has(free); n += 1) free = `${wanted} ${n}`;
    taken.add(free);
    return free;
  });
}
