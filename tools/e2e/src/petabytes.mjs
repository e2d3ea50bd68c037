// Has one user use more than a server ever carries: `node petabytes.mjs <home> <user> <tenant> <server> <inbound>`.
import { sendReports } from '../../seed/usage-reports.mjs';

const [home, userId, tenantId, serverId, inboundId] = process.argv.slice(2);
const [hours, hourMs, terabyte] = [24 * 30, 3_600_000, 10n ** 12n];
const items = Array.from({ length: hours }, (_, n) => ({
  ...{ userId, tenantId, inboundId, flowedAt: new Date(Date.now() - n * hourMs) },
  ...{ uplinkBytes: terabyte * BigInt(n % 24), downlinkBytes: 9n * terabyte * BigInt(n % 24) },
}));
await sendReports({ home, epoch: Date.now(), traffic: new Map([[serverId, items]]), onProgress: () => undefined });
