import { patiently } from './stage.mjs';

const createInbound = 'mutation ($input: CreateInboundInput!) { createInbound(input: $input) { id } }';
const nowhere = '/nowhere/at/all.pem';

/**
 * What only the engine of a node can know: the panel asks it before it accepts, and names the field.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function refusal({ owner, serverId }) {
  const tlsSettings = { certificates: [{ certificateFile: nowhere, keyFile: nowhere.replace('all', 'key') }] };
  const input = {
    serverId,
    tag: 'refused',
    listen: '127.0.0.1',
    port: 9,
    protocol: 'TROJAN',
    security: 'TLS',
    settings: { tlsSettings },
  };
  const violation = await patiently('the engine is asked', async () => {
    const { message } = await owner.ask(createInbound, { input }).catch((error) => error);
    return /"engine_refused"/.test(message ?? '') && message;
  });
  const { inbounds } = await owner.ask('{ inbounds { nodes { tag } } }');
  const path = 'input.settings.tlsSettings.certificates[0].certificateFile';
  return [
    {
      what: 'a configuration that the engine refuses is refused by the panel, at its field',
      isWell: violation.includes(`"${path}"`) && inbounds.nodes.every(({ tag }) => tag !== 'refused'),
      detail: violation.slice(0, 400),
    },
  ];
}
