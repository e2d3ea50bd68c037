import { Logo } from '@vortex/ui';

/** What stands there until it is known what to show. */
export function Splash() {
  return (
    <div className="flex min-h-dvh items-center justify-center">
      <title>VortexPanel</title>
      <Logo className="size-12 animate-pulse" />
    </div>
  );
}
