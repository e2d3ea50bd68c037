import { Module } from '@nestjs/common';
import { LoadingModule } from '../loading/loading.module';
import {
  ConfigurationAuthorResolver,
  ConfigurationVersionConnectionResolver,
  ConfigurationVersionResolver,
} from './configuration-fields.resolver';
import { VersionInboundsLoader, VersionLoader } from './configuration.loader';
import { ConfigurationResolver } from './configuration.resolver';

/** What servers were told to serve, version by version. */
@Module({
  imports: [LoadingModule],
  providers: [
    ...[VersionLoader, VersionInboundsLoader, ConfigurationResolver],
    ...[ConfigurationVersionResolver, ConfigurationVersionConnectionResolver, ConfigurationAuthorResolver],
  ],
})
export class ConfigurationsModule {}
