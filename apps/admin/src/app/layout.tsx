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
