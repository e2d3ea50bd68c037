import { lazy, Suspense } from 'react';
import type { PopoverProps } from './popover-props';

const RadixPopover = lazy(async () => ({ default: (await import('./radix-popover')).RadixPopover }));

/** A small panel beside the button that opens it. */
export function Popover(props: PopoverProps) {
  return (
    <Suspense fallback={props.trigger}>
      <RadixPopover {...props} />
    </Suspense>
  );
}
