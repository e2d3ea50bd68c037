import { ServerStateRefused } from './server.errors';

export const serverStates = ['provisioning', 'active', 'draining', 'disabled'] as const;

/** `provisioning` carries nobody yet, `draining` keeps its users and takes no new ones, `disabled` carries nobody. */
export type ServerState = (typeof serverStates)[number];

/** Back to being set up leads no way: what has carried somebody stays known as such. */
const ways: Readonly<Record<ServerState, readonly ServerState[]>> = {
  provisioning: ['active', 'disabled'],
  active: ['draining', 'disabled'],
  draining: ['active', 'disabled'],
  disabled: ['active', 'draining'],
};

/** Throws `ServerStateRefused` where no way leads. Staying is always allowed. */
export function expectWay(from: ServerState, to: ServerState): void {
  if (from !== to && !ways[from].includes(to)) throw new ServerStateRefused(from, to);
}
