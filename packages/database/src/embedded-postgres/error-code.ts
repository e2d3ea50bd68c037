/** What the system said, such as ENOENT. By shape, since an error of the system may come from another realm, as under jest. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
