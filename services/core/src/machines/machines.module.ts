import { Module } from '@nestjs/common';
import { InstallationModule } from '../installation/installation.module';
import { LoadingModule } from '../loading/loading.module';
import { MachineLoader } from './machine.loader';
import { EnrolmentResolver } from './enrolment.resolver';
import { MachineFeed } from './machine-feed.service';
import { MachineResolver } from './machine.resolver';
import { ServerHealthLoader } from './server-health.loader';
import { ServerHealthResolver } from './server-health.resolver';
import { ServerLogResolver } from './server-log.resolver';
import { ServerMachineResolver } from './server-machine.resolver';
import { TunnelAddressesLoader } from './tunnel-addresses.loader';
import { TunnelAddressesRepository } from './tunnel-addresses.repository';
import { TunnelAddressesResolver } from './tunnel-addresses.resolver';

/** The machines behind the servers: how they are, and how they come to their identity. */
@Module({
  imports: [InstallationModule, LoadingModule],
  providers: [
    ...[MachineLoader, MachineFeed, ServerHealthLoader, TunnelAddressesLoader, TunnelAddressesRepository],
    ...[EnrolmentResolver, MachineResolver, ServerMachineResolver, TunnelAddressesResolver],
    ...[ServerHealthResolver, ServerLogResolver],
  ],
})
export class MachinesModule {}
