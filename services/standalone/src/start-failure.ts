/** The start cannot go on, and a person can do something about it. Shown as two lines, without a stack. */
export class StartFailure extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${problem}\n${remedy}`);
  }
}
