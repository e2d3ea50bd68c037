import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { countStatement, type ListQuery, pageStatement } from './list-query';
import { type Page, type Position, toPage } from './page';

/** Reads one page of a list with one statement, and a second one where the total is wanted. */
@Injectable()
export class PageReader {
  constructor(private readonly db: Database) {}

  async read<R, T>(query: ListQuery, item: (row: R) => T, bytesOf?: (row: R) => number): Promise<Page<T>> {
    const count = countStatement(query);
    const page = pageStatement(query);
    const [totals, rows] = await Promise.all([
      query.window.withTotal ? this.db.sql.query<{ count: bigint }>(count.sql, count.params) : [],
      this.db.sql.query<R & { position: Position }>(page.sql, page.params),
    ]);
    return toPage(rows, query.window, totals[0]?.count, item, bytesOf);
  }
}
