/** The targets of infrastructure/docker/Dockerfile that are images of their own. */
export const targets = ['auth', 'core', 'admin', 'standalone', 'nodes', 'backup', 'agent'];
