import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../shapes/places.mjs';
import { kindsOf } from './kinds.mjs';

const serversQuery = `query { servers { id machine { connected engineHealthy configurationApplied }
  inbounds { tag protocol settings } } }`;

/**
 * Makes an inbound of every kind on the node of a running panel, a host of each under its own name, and a user who is shown
 * them all: through the API, as an operator would.
 */
export async function fillPanel(panel, { folder, address, wanted, until }) {
  const server = await served(panel, until);
  const { target, serverNames } = server.inbounds.find(({ tag }) => tag === 'vless-reality').settings.realitySettings;
  const keys = async (kind) => {
    const { made } = await panel.ask(
      'mutation ($kind: KeyKind!) { made: generateKeys(kind: $kind) { privateValue } }',
      {
        kind,
      },
    );
    return made.privateValue;
  };
  const cover = { target, name: serverNames[0] };
  const kinds = (await kindsOf({ ...newCertificate(folder), cover, keys })).filter(({ tag }) => wanted.includes(tag));
  const ids = [];
  for (const kind of kinds) {
    const input = { serverId: server.id, listen: '0.0.0.0', port: await freePort(), ...kind };
    const { made } = await panel.ask(
      'mutation ($input: CreateInboundInput!) { made: createInbound(input: $input) { id } }',
      {
        input,
      },
    );
    ids.push(made.id);
    const host = { inboundId: made.id, remark: kind.tag, addresses: [address] };
    await until(`the host of ${kind.tag} is made`, () =>
      panel.ask('mutation ($input: CreateHostInput!) { createHost(input: $input) { id } }', { input: host }),
    );
  }
  const group = { name: 'of the laboratory', inboundIds: ids };
  const { createGroup } = await panel.ask(
    'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }',
    { input: group },
  );
  const user = await newUser(panel, 'customer', createGroup.id);
  await served(panel, until);
  return { ...user, groupId: createGroup.id };
}

/** A user of a group, with a link. */
export async function newUser(panel, username, groupId) {
  const user = { username, groupIds: [groupId] };
  const { createUser } = await panel.ask(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id subscriptionLink { token } } }',
    { input: user },
  );
  return { token: createUser.subscriptionLink.token, userId: createUser.id };
}

function served(panel, until) {
  return until('the server serves what it should', async () => {
    const { servers } = await panel.ask(serversQuery);
    return servers.find(({ machine }) => machine?.connected && machine.engineHealthy && machine.configurationApplied);
  });
}

/** One that signs itself, which clients are handed. */
function newCertificate(folder) {
  const [certificate, key] = [join(folder, 'node.crt'), join(folder, 'node.key')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=node.test', '-addext', 'subjectAltName=DNS:node.test'];
  execFileSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}
