import type { HeaderOf } from '../link-rules/response-rule';

/** What somebody asks of a link. */
export interface LinkQuestion {
  readonly token: string;
  readonly headers: HeaderOf;
  readonly query: URLSearchParams;
  /** Does something in the name of whoever asks: records say who that was. */
  readonly asClient: <T>(work: () => T) => T;
}
