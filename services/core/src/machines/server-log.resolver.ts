import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  LiveServiceService,
  type LogSeverity as WireSeverity,
  type LogSource as WireSource,
} from '@vortex/contracts/nodes';
import { InjectRpc, parseId, parseInput, Permission, type RpcClient } from '@vortex/kit';
import { z } from 'zod';
import type { LogSeverity, LogSource, QueryServerLogsArgs, ServerLogLine } from '../generated/schema';

const most = z.number().int().min(1).max(500);

@Resolver()
export class ServerLogResolver {
  constructor(@InjectRpc(LiveServiceService) private readonly live: RpcClient<typeof LiveServiceService>) {}

  @Query('serverLogs')
  @Permission('nodes.log.read')
  async logs(@Args() args: QueryServerLogsArgs): Promise<ServerLogLine[]> {
    const serverId = parseId<'server'>(args.serverId, 'serverId');
    const { lines } = await this.live.tailLogs({ serverId, lines: parseInput(most, args.lines ?? 100, 'lines') });
    return lines.map(({ at, source, severity, text }) => ({
      at: at ?? null,
      source: sourceFrom(source),
      severity: severityFrom(severity),
      text,
    }));
  }
}

const sourceFrom = (wire: WireSource) => wire.replace('LOG_SOURCE_', '') as LogSource;

const severityFrom = (wire: WireSeverity): LogSeverity =>
  wire === 'LOG_SEVERITY_UNSPECIFIED' ? 'INFO' : (wire.replace('LOG_SEVERITY_', '') as LogSeverity);
