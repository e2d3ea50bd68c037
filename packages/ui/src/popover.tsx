import { lazy, type ReactNode, Suspense } from 'react';

export interface PopoverProps {
  readonly trigger: ReactNode;
  /** Read out when it opens. */
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

const RadixPopover = lazy(async () => ({ default: (await import('./radix-popover')).RadixPopover }));

/** A small panel beside the button that opens it. */
export function Popover(props: PopoverProps) {
  return (
    <Suspense fallback={props.trigger}>
      <RadixPopover {...props} />
    </Suspense>
  );
}
