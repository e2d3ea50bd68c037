import { lazy, type ReactNode, Suspense } from 'react';
import type { IconName } from './icon';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** Removes or cuts off something. */
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export interface MenuProps {
  /** A button; it gets the menu's attributes. */
  readonly trigger: ReactNode;
  readonly items: readonly (MenuItem | undefined)[];
  readonly align?: 'start' | 'end';
}

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
