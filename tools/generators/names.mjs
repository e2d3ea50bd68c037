/** Words that cannot name a thing: they are a role, a keyword, or say nothing. */
const refused = new Set(
  'service repository resolver rpc consumer module errors event index main config generated common util utils helper helpers shared class default delete export function import in new return switch type var'.split(
    ' ',
  ),
);

/**
 * One name in all the forms that code needs it in. Takes kebab-case: `gift-card` is also `GiftCard`, `giftCard`,
 * `gift_card` and, of many, `gift-cards`.
 */
export function formsOf(name, plural = pluralOf(name)) {
  const problem = problemWith(name) ?? problemWith(plural);
  if (problem) throw new Error(problem);
  const forms = (words) => ({
    kebab: words,
    snake: words.replaceAll('-', '_'),
    pascal: pascal(words),
    camel: camel(words),
  });
  return {
    ...forms(name),
    words: name.replaceAll('-', ' '),
    /** As a sentence begins with it. */
    aWords: `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name.replaceAll('-', ' ')}`,
    plural: { ...forms(plural), words: plural.replaceAll('-', ' ') },
  };
}

/** @returns {string | undefined} why it cannot be a name */
export function problemWith(name) {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name))
    return `"${name}" is not a name in kebab-case, such as gift-card`;
  if (name.length > 40) return `"${name}" is longer than 40 characters`;
  const word = name.split('-').find((part) => refused.has(part));
  return word ? `"${name}" cannot be a name: "${word}" says what a file does, not what it is about` : undefined;
}

export function pluralOf(name) {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

function pascal(words) {
  return words
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}

function camel(words) {
  const name = pascal(words);
  return name[0].toLowerCase() + name.slice(1);
}
