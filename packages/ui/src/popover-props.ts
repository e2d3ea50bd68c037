import type { ReactNode } from 'react';

export interface PopoverProps {
  readonly trigger: ReactNode;
  /** Read out when it opens. */
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}
