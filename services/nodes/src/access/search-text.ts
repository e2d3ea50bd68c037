/** Text to be found as it is: LIKE's wildcards in it stand for themselves. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
