/** The forms in which a secret may lie somewhere without being readable at first sight. */
function formsOf(secret) {
  const bytes = Buffer.from(secret);
  // Base64 of a secret inside a longer text depends on what stands before it: all three alignments.
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(offset === 0 ? 0 : offset + 1, -2);
  });
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, bytes.toString('hex'), encodeURIComponent(secret), ...base64, ...urlSafe];
}

/**
 * Where secrets are found.
 *
 * @param {Record<string, string>} secrets by what they are
 * @param {Record<string, Buffer>} places by what they are
 * @returns {string[]} one line for each find; never the secret itself
 */
export function findSecrets(secrets, places) {
  return Object.entries(places).flatMap(([place, bytes]) =>
    Object.entries(secrets)
      .filter(([, secret]) => formsOf(secret).some((form) => bytes.includes(form)))
      .map(([name]) => `${name} is readable in ${place}`),
  );
}
