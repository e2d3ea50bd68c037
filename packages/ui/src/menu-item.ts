import type { ReactNode } from 'react';
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
  /** Open as soon as it is there: somebody has pressed its button before. */
  readonly defaultOpen?: boolean;
  readonly align?: 'start' | 'end';
}
