import { Injectable } from '@nestjs/common';
import { PermissionDenied, type Scope } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { ServerTrafficRepository } from '../standing/server-traffic.repository';
import { before, type Period, type ServerTraffic, sumOf, type Traffic, type TrafficAnalytics, whole } from './traffic';
import { type TrafficOwner, TrafficRepository } from './traffic.repository';

@Injectable()
export class TrafficService {
  constructor(
    private readonly traffic: TrafficRepository,
    private readonly servers: ServerRepository,
    private readonly carried: ServerTrafficRepository,
  ) {}

  /** Of a tenant, or of some of its users. */
  async of(owner: TrafficOwner, given: Period): Promise<Traffic> {
    const period = whole(given);
    const [totals, points, topUsers, topServers] = await Promise.all([
      this.traffic.totals(owner, period),
      this.traffic.points(owner, period),
      this.traffic.top(owner, period, 'user_id'),
      this.traffic.top(owner, period, 'server_id'),
    ]);
    return { totals, points, topUsers, topServers };
  }

  ofTenant(scope: Scope, period: Period): Promise<Traffic> {
    expectWholeTenant(scope);
    return this.of({ scope }, period);
  }

  /** Of all users of a server, whosever they are: for the tenant it belongs to. Throws `server_not_found` for others. */
  async ofServer(scope: Scope, id: ServerId, given: Period): Promise<ServerTraffic> {
    expectWholeTenant(scope);
    await this.servers.findOwn(scope, id);
    const period = whole(given);
    const [points, topUsers] = await Promise.all([
      this.carried.points(id, period),
      this.traffic.top({ scope, serverId: id }, period, 'user_id'),
    ]);
    return { totals: sumOf(points), points, topUsers };
  }

  async analytics(scope: Scope, given: Period): Promise<TrafficAnalytics> {
    expectWholeTenant(scope);
    const [period, owner] = [whole(given), { scope }];
    const previous = before(period);
    const [traffic, previousTotals, activeUsers, previousActiveUsers, topInbounds] = await Promise.all([
      this.of(owner, period),
      this.traffic.totals(owner, previous),
      this.traffic.activeUsers(owner, period),
      this.traffic.activeUsers(owner, previous),
      this.traffic.top(owner, period, 'inbound_id'),
    ]);
    return { traffic, previousTotals, activeUsers, previousActiveUsers, topInbounds };
  }
}

/** Which users are whose is known to core only: who sees nothing but its own asks there. */
function expectWholeTenant(scope: Scope): void {
  if ('ownedBy' in scope && scope.ownedBy !== undefined) throw new PermissionDenied('own_users_only');
}
