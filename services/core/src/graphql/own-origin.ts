interface Headers {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/** Whether a request comes from a page of ours, or from no page at all. */
export function isOwnOrigin({ origin, host }: Headers, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined && new URL(publicUrl).origin === new URL(origin).origin) return true;
  return host !== undefined && new URL(origin).host === host.toLowerCase();
}
