import type { ReactNode } from 'react';

/** One component as it is in one situation. */
export interface Story {
  readonly name: string;
  readonly content: ReactNode;
}

export interface StoryGroup {
  readonly name: string;
  readonly stories: readonly Story[];
}
