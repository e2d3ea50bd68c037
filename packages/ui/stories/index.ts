import { controls } from './controls.stories';
import { pages } from './pages.stories';
import type { StoryGroup } from './story';
import { surfaces } from './surfaces.stories';

export type { StoryGroup } from './story';

/** Every component of the package in the situations that matter. */
export const storyGroups: readonly StoryGroup[] = [controls, surfaces, pages];
