/** A person can do something about it: shown as what is wrong and what to do, without a stack. */
export class Stop extends Error {
  constructor(problem, remedy, details = '') {
    super(problem);
    this.remedy = remedy;
    this.details = details;
  }
}

export function reportAndExit(error) {
  if (!(error instanceof Stop)) throw error;
  if (error.details) console.error(error.details.trimEnd());
  console.error(`✖ ${error.message}\n  ${error.remedy}`);
  process.exit(1);
}
