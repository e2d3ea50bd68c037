import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { accountOf, anonymous, type AccountCaller, currentCall, parseId, Permission } from '@vortex/kit';
import type { Download as DownloadFields, MutationExportUsersArgs, MutationImportUsersArgs } from '../generated/schema';
import { parseFilter } from '../users/user-filter-input';
import { CsvExport } from './csv-export.service';
import { CsvImport, type ImportOutcome } from './csv-import.service';

@Resolver()
export class CsvResolver {
  constructor(
    private readonly exports: CsvExport,
    private readonly imports: CsvImport,
  ) {}

  @Mutation('exportUsers')
  @Permission('core.user.export')
  async export(@Args() { filter }: MutationExportUsersArgs): Promise<DownloadFields> {
    const { id, expiresAt } = await this.exports.offer(caller(), parseFilter(filter));
    return { url: `/files/users.csv?download=${id}`, expiresAt };
  }

  @Mutation('importUsers')
  @Permission('core.user.import')
  import(@Args() { uploadId, dryRun }: MutationImportUsersArgs): Promise<ImportOutcome> {
    return this.imports.run(caller(), parseId(uploadId, 'uploadId'), dryRun === true);
  }
}

function caller(): AccountCaller {
  return accountOf(currentCall()?.caller ?? anonymous);
}
