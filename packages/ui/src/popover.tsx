import { lazy, Suspense, useState } from 'react';
import type { PopoverProps } from './popover-props';

const RadixPopover = lazy(async () => ({ default: (await import('./radix-popover')).RadixPopover }));

/** A small panel beside the button that opens it. */
export function Popover(props: PopoverProps) {
  // Whoever presses the button before it has come is not made to press again.
  const [isWanted, setWanted] = useState(false);
  const trigger = (
    <span className="contents" onClickCapture={() => setWanted(true)}>
      {props.trigger}
    </span>
  );
  return (
    <Suspense fallback={trigger}>
      <RadixPopover {...props} defaultOpen={isWanted} />
    </Suspense>
  );
}
