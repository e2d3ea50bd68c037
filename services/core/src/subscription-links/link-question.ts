import type { ListReader } from '../link-entries/place-order';
import type { HeaderOf } from '../link-rules/response-rule';

/** What somebody asks of a link. */
export interface LinkQuestion {
  readonly token: string;
  readonly headers: HeaderOf;
  readonly query: URLSearchParams;
  /** The same as it was written. */
  readonly search: string;
  /** Where whoever asks is, as far as somebody trusted has said, or the operator's file of addresses. */
  readonly reader: ListReader;
  /** Does something in the name of whoever asks: records say who that was. */
  readonly asClient: <T>(work: () => T) => T;
}
