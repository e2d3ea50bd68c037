const { relative } = require('node:path');

/** One line a file as it ends, and the whole story of what failed. */
module.exports = class CompactReporter {
  constructor(globalConfig) {
    this.rootDir = globalConfig.rootDir;
    this.done = 0;
  }

  onRunStart(results) {
    this.total = results.numTotalTestSuites;
  }

  onTestResult(test, result) {
    this.done += 1;
    const { numPassingTests, numFailingTests, numPendingTests, numTodoTests, perfStats, failureMessage } = result;
    const failed = numFailingTests > 0 || result.testExecError;
    const skipped = numPendingTests + numTodoTests;
    const counts = [
      `${numPassingTests} passed`,
      numFailingTests && `${numFailingTests} failed`,
      skipped && `${skipped} skipped`,
    ];
    const seconds = ((perfStats.end - perfStats.start) / 1000).toFixed(1);
    const path = relative(this.rootDir, test.path);
    const place = `[${this.done}/${this.total}]`;
    process.stdout.write(
      `${place} ${failed ? 'FAIL' : 'ok'} ${path}: ${counts.filter(Boolean).join(', ')} (${seconds} s)\n`,
    );
    if (failureMessage) process.stdout.write(`${failureMessage}\n`);
  }

  onRunComplete(_contexts, results) {
    if (results.runExecError) process.stdout.write(`${results.runExecError.message}\n`);
  }
};
