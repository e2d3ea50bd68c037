import { Module } from '@nestjs/common';
import { LoadingModule } from '../loading/loading.module';
import { MachineLoader } from './machine.loader';
import { EnrolmentResolver } from './enrolment.resolver';
import { MachineResolver } from './machine.resolver';
import { TunnelAddressesLoader } from './tunnel-addresses.loader';
import { TunnelAddressesRepository } from './tunnel-addresses.repository';
import { TunnelAddressesResolver } from './tunnel-addresses.resolver';

/** The machines behind the servers: how they are, and how they come to their identity. */
@Module({
  imports: [LoadingModule],
  providers: [
    ...[MachineLoader, TunnelAddressesLoader, TunnelAddressesRepository],
    ...[EnrolmentResolver, MachineResolver, TunnelAddressesResolver],
  ],
})
export class MachinesModule {}
