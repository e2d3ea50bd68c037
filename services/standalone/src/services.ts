import { auth } from '@vortex/auth';
import { backup } from '@vortex/backup';
import { core } from '@vortex/core';
import { nodes } from '@vortex/nodes';

/** Every service of the platform. */
export const services = [auth, core, nodes, backup];
