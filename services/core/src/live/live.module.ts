import { Global, Module } from '@nestjs/common';
import { LiveFeed } from './live-feed.service';

/** What people may watch, for every module that has something to show. */
@Global()
@Module({ providers: [LiveFeed], exports: [LiveFeed] })
export class LiveModule {}
