import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { themeScript } from '../preferences/theme-script';
import { Providers } from './providers';
import './globals.css';

export const metadata: Metadata = { robots: { index: false, follow: false } };

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not as metadata, which goes and comes with each screen: between them a browser would ask for another one. */}
        <link rel="icon" href="/admin/icon.svg" type="image/svg+xml" />
        {/* Before the first paint, or a dark room is lit up for a moment. */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <noscript>VortexPanel needs JavaScript.</noscript>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
