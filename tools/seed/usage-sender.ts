// Hands usage to the nodes service as an agent would: over the socket in the panel's own folder, whose permissions vouch
// for whoever may open it. Traffic comes from servers only, so there is no other way for it.
import { type RecordUsageRequest, UsageServiceService } from '@vortex/contracts/nodes';
import { parseAddress, RpcClients, targetOf } from '@vortex/kit';

export {};

const address = parseAddress(process.argv[2] ?? '');
if (!address) throw new Error('the path of the socket is too long');
const clients = new RpcClients({
  service: 'seed',
  calls: ['nodes'],
  targetOf: (name) => targetOf(name, address, undefined),
});
const usage = clients.client(UsageServiceService);

process.on('message', (report: RecordUsageRequest) => {
  usage.recordUsage(report).then(
    () => process.send?.({ error: null }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => clients.close());
