import { Module } from '@nestjs/common';
import { Executions } from '../execution/executions.service';
import { Documents } from './documents.service';

/** What has been read of documents, and what has been compiled of them. */
@Module({ providers: [Documents, Executions], exports: [Documents, Executions] })
export class DocumentsModule {}
