import { lazy, Suspense } from 'react';
import type { MenuProps } from './menu-item';

// What floats weighs more than the rest of a page together; it comes behind what is in sight.
const RadixMenu = lazy(async () => ({ default: (await import('./radix-menu')).RadixMenu }));

/** Actions behind one button. */
export function Menu(props: MenuProps) {
  return (
    <Suspense fallback={props.trigger}>
      <RadixMenu {...props} />
    </Suspense>
  );
}
