/**
 * The same, worked out once for each text it is asked of, or once more where there are too many to keep.
 */
export function remembered<T>(most: number, workOut: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = workOut(text);
    known.set(text, made);
    return made;
  };
}
