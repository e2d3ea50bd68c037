import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { parseId, parseInput, Permission } from '@vortex/kit';
import { z } from 'zod';
import type {
  KilledSessions,
  LiveSessions,
  MutationKillSessionArgs,
  MutationKillSessionsArgs,
  QueryServerLiveSessionsArgs,
  QueryUserLiveSessionsArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { LiveSessionService } from './live-session.service';

const first = z.number().int().min(1).max(500);
/** As the engine numbers them: 64 bits. */
const sessionId = z.string().regex(/^[1-9]\d{0,19}$/);

@Resolver()
export class LiveSessionResolver {
  constructor(private readonly sessions: LiveSessionService) {}

  @Query('userLiveSessions')
  @Permission('nodes.session.read')
  ofUser(@Args() args: QueryUserLiveSessionsArgs): Promise<LiveSessions> {
    const userId = parseId<'user'>(args.userId, 'userId');
    return this.sessions.ofUser(callerScope(), userId, parseInput(first, args.first ?? 100, 'first'));
  }

  @Query('serverLiveSessions')
  @Permission('nodes.session.read')
  onServer(@Args() args: QueryServerLiveSessionsArgs): Promise<LiveSessions> {
    const serverId = parseId<'server'>(args.serverId, 'serverId');
    return this.sessions.onServer(callerScope(), serverId, parseInput(first, args.first ?? 100, 'first'));
  }

  @Mutation('killSessions')
  @Permission('nodes.session.end')
  kill(@Args() args: MutationKillSessionsArgs): Promise<KilledSessions> {
    const { serverId, deviceId } = args;
    return this.sessions.kill(callerScope(), {
      userId: parseId<'user'>(args.userId, 'userId'),
      ...(serverId ? { serverId: parseId<'server'>(serverId, 'serverId') } : {}),
      ...(deviceId ? { deviceId: parseId<'device'>(deviceId, 'deviceId') } : {}),
    });
  }

  @Mutation('killSession')
  @Permission('nodes.session.end')
  killOne(@Args() args: MutationKillSessionArgs): Promise<KilledSessions> {
    return this.sessions.kill(callerScope(), {
      userId: parseId<'user'>(args.userId, 'userId'),
      serverId: parseId<'server'>(args.serverId, 'serverId'),
      sessionId: parseInput(sessionId, args.sessionId, 'sessionId'),
    });
  }
}
