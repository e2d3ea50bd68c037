import { Logo } from '@vortex/ui';
import type { ReactNode } from 'react';

/** What stands there until it is known what to show, and why that takes long. */
export function Splash({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4">
      <title>VortexPanel</title>
      <Logo className="size-12 animate-pulse" />
      {children}
    </div>
  );
}
