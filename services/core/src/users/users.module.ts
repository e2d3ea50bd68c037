import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { CredentialsRpc } from '../devices/credentials.rpc';
import { CredentialsService } from '../devices/credentials.service';
import { DeviceCredentialsLoader, UserDevicesLoader } from '../devices/device.loader';
import { DeviceRepository } from '../devices/device.repository';
import { DeviceResolver } from '../devices/device.resolver';
import { DeviceService } from '../devices/device.service';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { GroupUserCountLoader } from '../groups/group.loader';
import { GroupRepository } from '../groups/group.repository';
import { GroupConnectionResolver, GroupResolver } from '../groups/group.resolver';
import { GroupService } from '../groups/group.service';
import { HostRepository } from '../hosts/host.repository';
import { HostConnectionResolver, HostResolver } from '../hosts/host.resolver';
import { HostService } from '../hosts/host.service';
import { ProjectedInboundsModule } from '../inbounds/projected-inbounds.module';
import { TenantsModule } from '../tenants/tenants.module';
import { UserEvents } from '../lifecycle/user-events.service';
import { KnownReferences } from './known-references.service';
import { SubscriptionLinkRepository } from './subscription-link.repository';
import { SubscriptionLinkService } from './subscription-link.service';
import { UserChange } from './user-change.service';
import { UserCreation } from './user-creation.service';
import { UserConnectionResolver, UserFieldsResolver } from './user-fields.resolver';
import { UserList } from './user-list.service';
import { UserRegistry } from './user-registry.service';
import { KnownAccountLoader, UserGroupsLoader, UserLinkLoader } from './user.loader';
import { UserRepository } from './user.repository';
import { UserResolver } from './user.resolver';
import { UserService } from './user.service';
import { WrittenUsers } from './written-users.graphql';

const repositories = [
  UserRepository,
  SubscriptionLinkRepository,
  DeviceRepository,
  GroupRepository,
  GroupMemberRepository,
  HostRepository,
];
const services = [
  ...[UserEvents, KnownReferences, UserCreation, UserChange, UserRegistry, UserService, UserList],
  ...[SubscriptionLinkService, DeviceService, GroupService, HostService, WrittenUsers],
];
const loaders = [
  ...[UserGroupsLoader, UserDevicesLoader, UserLinkLoader],
  ...[KnownAccountLoader, DeviceCredentialsLoader, GroupUserCountLoader],
];
const resolvers = [
  ...[UserResolver, UserFieldsResolver, UserConnectionResolver],
  ...[DeviceResolver, GroupResolver, GroupConnectionResolver, HostResolver, HostConnectionResolver],
];

/** Users with their devices and groups, and the hosts they are shown. */
@Module({
  imports: [AccountsModule, TenantsModule, ProjectedInboundsModule],
  providers: [...repositories, ...services, ...loaders, ...resolvers, CredentialsService, CredentialsRpc],
  exports: [
    ...[...repositories, UserService, UserEvents, UserChange, KnownReferences, UserCreation],
    ...[GroupService, HostService],
  ],
})
export class UsersModule {}
