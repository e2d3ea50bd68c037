interface Headers {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/**
 * Whether a request comes from a page of ours, or from no page at all. Where the public address is https, a page that
 * came over plain http is nobody's we know, whatever it says its host is.
 */
export function isOwnOrigin({ origin, host }: Headers, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const own = publicUrl === undefined ? undefined : new URL(publicUrl);
  if (own?.origin === page.origin) return true;
  if (own?.protocol === 'https:' && page.protocol !== 'https:') return false;
  return host !== undefined && page.host === host.toLowerCase();
}
