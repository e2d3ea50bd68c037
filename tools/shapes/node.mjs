import { graphql, login } from './graphql.mjs';

/** A new server of a panel, what its agent enrols with, and what the panel says of it from then on. */
export async function newServer(url, password, name) {
  const { accessToken } = await login(url, password);
  const ask = (text, variables) => graphql(url, text, variables, accessToken);
  const made = await ask('mutation ($name: String!) { createServer(input: { name: $name }) { id } }', { name });
  const { id } = made.createServer;
  const { createEnrolmentToken } = await ask('mutation ($id: ID!) { createEnrolmentToken(serverId: $id) { token } }', {
    id,
  });
  return {
    token: createEnrolmentToken.token,
    async serves() {
      const text = 'query ($id: ID!) { server(id: $id) { machine { connected engineHealthy } } }';
      const { machine } = (await ask(text, { id })).server;
      return machine?.connected && machine.engineHealthy;
    },
    remove: () => ask('mutation ($id: ID!) { deleteServer(id: $id) }', { id }),
  };
}
