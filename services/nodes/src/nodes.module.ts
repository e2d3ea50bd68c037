import { Module } from '@nestjs/common';
import { GeoIp } from '@vortex/kit';
import { AgentAdmission } from './agents/agent-admission.service';
import { AgentListener } from './agents/agent-listener.service';
import { AgentSessions } from './agents/agent-sessions.service';
import { NodeRepository } from './agents/node.repository';
import { NodeWake } from './agents/node-wake.service';
import { OpenAgents } from './agents/open-agents.service';
import { SnapshotTurns } from './agents/snapshot-turns.service';
import { CounterRelease } from './agents/counter-release.service';
import { UserComparison } from './agents/user-comparison.service';
import { ConfigurationRpc } from './configurations/configuration.rpc';
import { ConfigurationService } from './configurations/configuration.service';
import { ContentApplier } from './configurations/content-applier.service';
import { ContentRepository } from './configurations/content.repository';
import { ContentValidator } from './configurations/content-validator.service';
import { EngineRepository } from './configurations/engine.repository';
import { EngineValidation } from './configurations/engine-validation.service';
import { InboundEdits } from './configurations/inbound-edit.service';
import { PastService } from './configurations/past.service';
import { VersionRepository } from './configurations/version.repository';
import { VersionService } from './configurations/version.service';
import { AddressRepository } from './desired/address.repository';
import { AddressService } from './desired/address.service';
import { DesiredStateService } from './desired/desired-state.service';
import { Leases } from './desired/leases.service';
import { DesiredUsersRepository } from './desired/desired-users.repository';
import { UserDigestRepository } from './desired/user-digest.repository';
import { HealthFigures } from './health/health-figures.service';
import { HealthLook } from './health/health-look.service';
import { HealthRepository } from './health/health.repository';
import { HealthRpc } from './health/health.rpc';
import { HealthService } from './health/health.service';
import { HealthWatch } from './health/health-watch.service';
import { AuthorityRepository } from './identity/authority.repository';
import { AuthorityService } from './identity/authority.service';
import { CertificateRepository } from './identity/certificate.repository';
import { EnrolmentService } from './identity/enrolment.service';
import { IncidentNews } from './incidents/incident-news.service';
import { Incidents } from './incidents/incidents.service';
import { InboundNews } from './inbounds/inbound-news.service';
import { InboundRepository } from './inbounds/inbound.repository';
import { InboundRpc } from './inbounds/inbound.rpc';
import { InboundService } from './inbounds/inbound.service';
import { KeyRpc } from './keys/key.rpc';
import { Answering } from './live/answering.service';
import { Asking } from './live/asking.service';
import { LiveRepository } from './live/live.repository';
import { LiveRpc } from './live/live.rpc';
import { LiveService } from './live/live.service';
import { LocalServerService } from './local/local-server.service';
import { NodeRpc } from './nodes/node.rpc';
import { NodeService } from './nodes/node.service';
import { WriteOff } from './nodes/write-off.service';
import { LatencyRepository } from './latency/latency.repository';
import { LatencyRetention } from './latency/latency-retention.service';
import { LatencyService } from './latency/latency.service';
import { LineRepository } from './people/line.repository';
import { PeopleConsumer } from './people/people.consumer';
import { PeopleRepository } from './people/people.repository';
import { PeopleService } from './people/people.service';
import { LeasesOfServerRepository } from './quota/leases-of-server.repository';
import { LeaseRaises } from './quota/lease-raise.service';
import { LeaseReturnRepository } from './quota/lease-return.repository';
import { LeaseReturns } from './quota/lease-return.service';
import { QuotaRepository } from './quota/quota.repository';
import { QuotaService } from './quota/quota.service';
import { LeadershipRepository } from './rollouts/leadership.repository';
import { RolloutBringer } from './rollouts/rollout-bringer.service';
import { RolloutLeader } from './rollouts/rollout-leader.service';
import { RolloutNews } from './rollouts/rollout-news.service';
import { RolloutRepository } from './rollouts/rollout.repository';
import { RolloutRpc } from './rollouts/rollout.rpc';
import { RolloutServerRepository } from './rollouts/rollout-server.repository';
import { RolloutService } from './rollouts/rollout.service';
import { RolloutSteps } from './rollouts/rollout-step.service';
import { ServerRepository } from './servers/server.repository';
import { ServerRpc } from './servers/server.rpc';
import { ServerService } from './servers/server.service';
import { FailoverRepository } from './standing/failover.repository';
import { FailoverService } from './standing/failover.service';
import { ServerQuotaRepository } from './standing/server-quota.repository';
import { ServerQuotas } from './standing/server-quota.service';
import { ServerTrafficRepository } from './standing/server-traffic.repository';
import { StandingRpc } from './standing/standing.rpc';
import { StandingWatch } from './standing/standing-watch.service';
import { TargetRpc } from './targets/target.rpc';
import { TargetService } from './targets/target.service';
import { BookingTurns } from './usage/booking-turns.service';
import { Books } from './usage/books.service';
import { CounterOrderRepository } from './usage/counter-order.repository';
import { CounterReleases } from './usage/counter-releases.service';
import { CounterRepository } from './usage/counter.repository';
import { EarlierUsageRepository } from './usage/earlier-usage.repository';
import { EarlierUsage } from './usage/earlier-usage.service';
import { NodeUsageService } from './usage/node-usage.service';
import { ReportRepository } from './usage/report.repository';
import { TrafficRepository } from './usage/traffic.repository';
import { TrafficService } from './usage/traffic.service';
import { SlotRepository } from './slots/slot.repository';
import { SlotService } from './slots/slot.service';
import { UsageBooking } from './usage/usage-booking.service';
import { UsageRepository } from './usage/usage.repository';
import { UsageRetentionRepository } from './usage/usage-retention.repository';
import { UsageRetention } from './usage/usage-retention.service';
import { UsageRpc } from './usage/usage.rpc';
import { UsageService } from './usage/usage.service';

const servers = [ServerRepository, ServerService, ServerRpc];
const inbounds = [InboundRepository, InboundNews, InboundService, InboundRpc, KeyRpc, TargetService, TargetRpc];
const versions = [VersionRepository, ContentRepository, VersionService, ContentApplier, PastService];
const validation = [EngineRepository, EngineValidation, ContentValidator];
const configurations = [...versions, ...validation, ConfigurationService, ConfigurationRpc, InboundEdits];
const rollouts = [
  ...[LeadershipRepository, RolloutRepository, RolloutServerRepository, RolloutNews, RolloutBringer],
  ...[RolloutSteps, RolloutLeader, RolloutService, RolloutRpc],
];
const usage = [UsageRepository, TrafficRepository, UsageService, TrafficService, UsageRpc];
const booking = [
  ...[ReportRepository, CounterRepository, LeaseRaises, Books, UsageBooking, EarlierUsageRepository, EarlierUsage],
  ...[BookingTurns, NodeUsageService, CounterOrderRepository, CounterReleases],
];
const retention = [UsageRetentionRepository, UsageRetention];
const identity = [
  IncidentNews,
  Incidents,
  AuthorityRepository,
  AuthorityService,
  CertificateRepository,
  EnrolmentService,
];
const people = [LineRepository, PeopleRepository, PeopleService, PeopleConsumer, QuotaRepository, QuotaService];
const comparison = [UserDigestRepository, UserComparison, CounterRelease];
const leases = [SlotRepository, SlotService, LeaseReturnRepository, LeaseReturns, Leases];
const desired = [
  AddressRepository,
  AddressService,
  DesiredUsersRepository,
  DesiredStateService,
  ...comparison,
  ...leases,
];
const agents = [NodeWake, OpenAgents, SnapshotTurns, NodeRepository, AgentSessions, AgentAdmission, AgentListener];
const health = [HealthRepository, HealthFigures, HealthLook, HealthWatch, HealthService, HealthRpc];
const latency = [GeoIp, LatencyRepository, LatencyService, LatencyRetention];
const quotas = [ServerTrafficRepository, ServerQuotaRepository, ServerQuotas];
const standing = [...quotas, FailoverRepository, FailoverService, StandingWatch, StandingRpc];
const live = [Answering, Asking, LiveRepository, LiveService, LiveRpc];
const nodes = [NodeService, LeasesOfServerRepository, WriteOff, NodeRpc, LocalServerService];

@Module({
  providers: [
    ...[...servers, ...inbounds, ...configurations, ...rollouts, ...usage, ...booking, ...retention],
    ...[...identity, ...people, ...desired, ...agents, ...live, ...health, ...latency, ...standing, ...nodes],
  ],
})
export class NodesModule {}
