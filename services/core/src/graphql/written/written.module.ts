import { Global, Module } from '@nestjs/common';
import { WrittenOperations } from './written-operations.service';

/** For every module with a field that is written. */
@Global()
@Module({ providers: [WrittenOperations], exports: [WrittenOperations] })
export class WrittenModule {}
