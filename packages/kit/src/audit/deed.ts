/** What was done to a thing: absent before, it was created; absent after, deleted. */
export function deedOf(before: object | undefined, after: object | undefined): 'create' | 'update' | 'delete' {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
}
