import type { IncomingMessage } from 'node:http';
import { isOwnOrigin } from './own-origin';

/** With the value `cookie` a browser's page says that its tokens are in cookies, and that it has sent this itself. */
const sessionHeader = 'x-vortex-session';

type Asking = Pick<IncomingMessage, 'method' | 'headers'>;

/** Whether a client wants its tokens in cookies. */
export function wantsCookies({ headers }: Asking): boolean {
  return headers[sessionHeader] === 'cookie';
}

/**
 * Whether a script of our own page has sent a request. Cookies go along with what any page sends, so alone they prove
 * nothing. No form and no image can send the header, no foreign script may without asking first, and who it is the
 * browser itself says.
 */
export function isFromOwnPage(request: Asking, publicUrl: string | undefined): boolean {
  const { method, headers } = request;
  const site = headers['sec-fetch-site'];
  // A file is fetched by a GET of a script, which can send the header as well; a link cannot.
  if ((method !== 'POST' && method !== 'GET') || !wantsCookies(request)) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === undefined) return site === 'same-origin';
  return isOwnOrigin(headers, publicUrl);
}

/** Whether our own page opens a WebSocket. It cannot send headers; that a browser opens it shows its Origin. */
export function isSocketOfOwnPage({ headers }: Asking, publicUrl: string | undefined): boolean {
  return headers.origin !== undefined && isOwnOrigin(headers, publicUrl);
}

export interface CookieTokens {
  readonly access?: string | undefined;
  readonly refresh?: string | undefined;
}

/** The cookies in which a browser holds its tokens, out of reach of scripts. */
export class SessionCookies {
  private readonly names: { readonly access: string; readonly refresh: string };
  private readonly attributes: string;

  constructor(publicUrl: string | undefined) {
    const isSecure = publicUrl?.startsWith('https:') === true;
    // The prefix keeps neighbouring hosts from setting them.
    const prefix = isSecure ? '__Host-' : '';
    this.names = { access: `${prefix}vortex-access`, refresh: `${prefix}vortex-refresh` };
    // Beside the API the panel's pages send and fetch files.
    this.attributes = `Path=/;${isSecure ? ' Secure;' : ''} HttpOnly; SameSite=Strict`;
  }

  read(cookieHeader: string | undefined): CookieTokens {
    if (!cookieHeader) return {};
    const values = new Map<string, string>();
    for (const pair of cookieHeader.split(';')) {
      const [name = '', ...value] = pair.split('=');
      values.set(name.trim(), value.join('=').trim());
    }
    return { access: values.get(this.names.access), refresh: values.get(this.names.refresh) };
  }

  /**
   * Values of `Set-Cookie`. The access token outlives itself in its cookie, so that the server sees that it has expired
   * rather than that nobody is signed in.
   * @param lifetimeSeconds how long the refresh token is good for
   */
  write({ access = '', refresh = '' }: CookieTokens, lifetimeSeconds: number): string[] {
    const attributes = `${this.attributes}; Max-Age=${Math.max(0, Math.floor(lifetimeSeconds))}`;
    return [`${this.names.access}=${access}; ${attributes}`, `${this.names.refresh}=${refresh}; ${attributes}`];
  }

  /** Values of `Set-Cookie` that make a browser forget. */
  clear(): string[] {
    return this.write({}, 0);
  }
}
