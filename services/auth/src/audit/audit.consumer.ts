import { Injectable } from '@nestjs/common';
import { AuditRecorded } from '@vortex/contracts/auth';
import { Consume } from '@vortex/messaging';
import { AuditService } from './audit.service';

@Injectable()
export class AuditConsumer {
  constructor(private readonly audit: AuditService) {}

  @Consume(AuditRecorded)
  async recorded(record: AuditRecorded): Promise<void> {
    await this.audit.keep(record);
  }
}
