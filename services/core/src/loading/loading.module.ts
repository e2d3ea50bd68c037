import { Global, Module } from '@nestjs/common';
import { Loaders } from './loaders.service';

/** Batched loads for every resolver; a loader itself is a provider of the module whose rows it reads. */
@Global()
@Module({ providers: [Loaders], exports: [Loaders] })
export class LoadingModule {}
