import * as Radix from '@radix-ui/react-popover';
import { classNames } from './class-names';
import { floating } from './floating';
import type { PopoverProps } from './popover-props';

export function RadixPopover({
  trigger,
  label,
  align = 'start',
  children,
  defaultOpen,
}: PopoverProps & { readonly defaultOpen: boolean }) {
  return (
    <Radix.Root defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(floating, 'w-72 max-w-[calc(100vw-1rem)] p-3')}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
