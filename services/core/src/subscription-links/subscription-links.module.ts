import { Module } from '@nestjs/common';
import { CONFIG, GeoIp } from '@vortex/kit';
import type { CoreConfig } from '../config';
import { CatalogueRepository } from '../link-entries/catalogue.repository';
import { InboundViewRepository } from '../link-entries/inbound-view.repository';
import { InboundViews } from '../link-entries/inbound-views.service';
import { ByteMemory } from '../link-memory/byte-memory';
import { ChangeMoments } from '../link-memory/change-moments';
import { LinkSettingsRepository } from '../link-settings/link-settings.repository';
import { LinkSettingsResolver } from '../link-settings/link-settings.resolver';
import { LinkSettingsService } from '../link-settings/link-settings.service';
import { LinkTemplateRepository } from '../link-templates/link-template.repository';
import { LinkTemplateConnectionResolver, LinkTemplateResolver } from '../link-templates/link-template.resolver';
import { LinkTemplateService } from '../link-templates/link-template.service';
import { UsersModule } from '../users/users.module';
import { DeviceSightingRepository } from './device-sighting.repository';
import { DeviceSightings } from './device-sightings.service';
import { LinkChanges } from './link-changes.service';
import { LinkDevices } from './link-devices.service';
import { LinkHttp } from './link-http.service';
import { LinkOffers } from './link-offers.service';
import { LinkPreviewService } from './link-preview.service';
import { LinkReaders } from './link-readers.service';
import { LinkResponder } from './link-responder.service';
import { LinkStateReads } from './link-state-reads.service';
import { LinkStateRepository } from './link-state.repository';
import { LinkStates } from './link-states.service';
import { ListWriter } from './list-writer.service';
import { PageActions } from './page-actions.service';
import { PageWriter } from './page-writer.service';
import { SubscriptionLinkResolver } from './subscription-link.resolver';
import { TunnelNumbers } from './tunnel-numbers.service';
import { UnchangedAnswers } from './unchanged-answers.service';
import { WrongLinks } from './wrong-links.service';

const repositories = [
  ...[CatalogueRepository, InboundViewRepository, LinkStateRepository, DeviceSightingRepository],
  ...[LinkSettingsRepository, LinkTemplateRepository],
];
const memory = [
  {
    provide: ByteMemory,
    useFactory: (config: CoreConfig) => new ByteMemory(config.VORTEX_LINKS_MEMORY_MB * 2 ** 20),
    inject: [CONFIG],
  },
  ChangeMoments,
];
const services = [
  ...[
    InboundViews,
    LinkChanges,
    LinkStateReads,
    LinkStates,
    LinkOffers,
    LinkDevices,
    DeviceSightings,
    TunnelNumbers,
    WrongLinks,
    GeoIp,
    LinkReaders,
  ],
  ...[ListWriter, PageWriter, PageActions, LinkResponder, UnchangedAnswers, LinkHttp],
  ...[LinkPreviewService, LinkSettingsService, LinkTemplateService],
];
const resolvers = [
  ...[SubscriptionLinkResolver, LinkSettingsResolver],
  ...[LinkTemplateResolver, LinkTemplateConnectionResolver],
];

/** The links users' clients fetch their configurations with. */
@Module({ imports: [UsersModule], providers: [...repositories, ...memory, ...services, ...resolvers] })
export class SubscriptionLinksModule {}
