import { lazy, Suspense, useState } from 'react';
import type { MenuProps } from './menu-item';

// What floats weighs more than the rest of a page together; it comes behind what is in sight.
const RadixMenu = lazy(async () => ({ default: (await import('./radix-menu')).RadixMenu }));

/** Actions behind one button; no button where there are none. */
export function Menu(props: MenuProps) {
  // Whoever presses the button before it has come is not made to press again.
  const [isWanted, setWanted] = useState(props.defaultOpen ?? false);
  if (props.items.every((item) => item === undefined)) return null;
  const trigger = (
    <span className="contents" onClickCapture={() => setWanted(true)}>
      {props.trigger}
    </span>
  );
  return (
    <Suspense fallback={trigger}>
      <RadixMenu {...props} defaultOpen={isWanted} />
    </Suspense>
  );
}
