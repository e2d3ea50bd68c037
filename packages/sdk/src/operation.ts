/** A GraphQL operation as text, with the types of what it takes and gives. */
export interface Operation<Result, Variables> {
  readonly name: string;
  readonly text: string;
  /** Types only; never there at run time. */
  readonly types?: (variables: Variables) => Result;
}
