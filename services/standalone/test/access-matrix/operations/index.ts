import type { Arrangement } from '../arrangement';
import { accounts } from './accounts';
import { bulk } from './bulk';
import { configurations } from './configurations';
import { links } from './links';
import { machines } from './machines';
import { platform } from './platform';
import { users } from './users';

/** How each operation is tried. What could end others' sessions or services comes last. */
export const arrangement: Arrangement = {
  ...users,
  ...links,
  ...bulk,
  ...machines,
  ...configurations,
  ...accounts,
  ...platform,
};
