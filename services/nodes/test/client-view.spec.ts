import { newId } from '@vortex/kit';
import { clientView } from '../src/inbounds/client-view';
import type { Inbound } from '../src/inbounds/inbound';
import { acceptSettings } from '../src/settings/inbound-settings';
import { secretPathsOf } from '../src/settings/secret-paths';
import { takeSecrets } from '../src/settings/secrets';
import { startNodes } from './start-nodes';
import { valid } from './golden/valid';

let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => {
  nodes = await startNodes();
});
afterAll(() => nodes.stop());

/** What all clients of an inbound hold, so that it is no secret from them. */
const shared = ['password', 'obfs.password'];

describe('what clients are told of an inbound', () => {
  it.each(valid.map((example) => [example.name, example] as const))(
    '%s: no key that is the server’s alone',
    (_, example) => {
      const kind = { network: 'raw', security: 'none', listen: '::', ...example.kind } as const;
      const settings = acceptSettings(kind, example.settings);
      const view = JSON.stringify(clientView({ ...kind, settings } as Inbound));
      const { secrets } = takeSecrets(settings, secretPathsOf(kind));
      for (const [place, secret] of Object.entries(secrets)) {
        const told = view.includes(JSON.stringify(secret).slice(1, -1)) && secret !== 'none';
        expect([place, told]).toEqual([place, shared.includes(place)]);
      }
    },
  );

  it('is told to a service, with the revision it is of', async () => {
    const { id: serverId } = await nodes.given.server();
    const { id, revision } = await nodes.given.inbound(serverId, { port: 1081 });
    const core = nodes.rpc.as({ service: 'core' });
    expect((await core.batchGetClientViews({ ids: [id, newId()] })).views).toEqual([
      { inboundId: id, revision, settingsJson: '{"udp":false}' },
    ]);
  });
});
