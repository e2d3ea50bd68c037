import type { HeaderOf } from '../link-rules/response-rule';

/** What somebody asks of a link. */
export interface LinkQuestion {
  readonly token: string;
  readonly headers: HeaderOf;
  readonly query: URLSearchParams;
  /** The same as it was written. */
  readonly search: string;
  /** Where whoever asks is, as far as somebody trusted has said: two letters, or nothing. */
  readonly country: string;
  /** Does something in the name of whoever asks: records say who that was. */
  readonly asClient: <T>(work: () => T) => T;
}
