import {
  BackupDatabase,
  CreateApiToken,
  CreateLinkTemplate,
  type LinkRuleInput,
  UpdateLinkSettings,
  type VortexClient,
} from '@vortex/sdk';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Settings } from './config';
import { chosenPassword } from './owner';
import { makeStretched, type Stretched } from './stretched';

const run = promisify(execFile);
const seed = join(__dirname, '../../seed/run.mjs');
const petabytes = join(__dirname, 'petabytes.mjs');
const users = 300;

const rules: readonly LinkRuleInput[] = [
  {
    name: 'Browsers see the page',
    conditions: [{ header: 'accept', operator: 'CONTAINS', value: 'text/html' }],
    action: { kind: 'FORMAT', format: 'PAGE' },
  },
  {
    name: 'Nobody who looks for subscription links of other people',
    conditions: [{ header: 'user-agent', operator: 'CONTAINS', value: 'scanner' }],
    action: { kind: 'STATUS', status: 404 },
  },
];

/**
 * Makes a panel look as one does that has been in use for a month: `npm run seed`, and what that leaves out. There is
 * traffic where the panel's folder, `VORTEX_HOME`, is on this machine. Last comes what is as long and as large as may be.
 */
export async function fillPanel(owner: VortexClient, { url, home }: Settings): Promise<Stretched> {
  await run(process.execPath, [seed, String(users), '--yes', '--url', url, '--password', chosenPassword]);
  await owner.request(CreateLinkTemplate, {
    input: { name: 'Split by country', format: 'SING_BOX', content: '{ "log": { "level": "warn" }, "outbounds": [] }' },
  });
  await owner.request(UpdateLinkSettings, { input: { title: 'Vortex', rules } });
  for (const name of ['Billing', 'Telegram bot'])
    await owner.request(CreateApiToken, { input: { name, scopes: ['core.user.read'] } });
  await owner.request(BackupDatabase, {});
  const stretched = await makeStretched(owner);
  const { userId, tenantId, serverId, inboundId } = stretched;
  if (home) await run(process.execPath, [petabytes, home, userId, tenantId, serverId, inboundId]);
  return stretched;
}
