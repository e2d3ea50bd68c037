import type { Estate, Noun, Row } from './estate';
import type { Caller, Place } from './places';

/** What a call's variables are made of. */
export interface Given {
  readonly row: Row;
  readonly place: Place;
  readonly caller: Caller;
  readonly estate: Estate;
}

/** How an operation is tried. Without `on` it is about nobody's rows, and tried once. */
export interface Arranged {
  readonly on?: Noun;
  /** Instead of the places of a caller's own and of others. */
  readonly at?: readonly Place[];
  readonly variables?: (given: Given) => object | Promise<object>;
  /** Instead of all there is to select. */
  readonly selection?: string;
  /** Once it has succeeded, the row is used up. */
  readonly spends?: true;
  /** It is tried by a twin of the caller, a new one for each try, since it does something to whoever calls. */
  readonly twin?: true;
  /** It answers with the caller's own, whoever it acts for; or with whoever signs in by it, whoever asks. */
  readonly shows?: 'home' | 'anybody';
}

/** By operation; after a comma what is particular about the way it is tried. */
export type Arrangement = Readonly<Record<string, Arranged>>;
