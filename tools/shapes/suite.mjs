// A very small test runner: real processes, and counts that add up over files.
export class Suite {
  passed = 0;
  failed = 0;

  /** @param {string} name the rule @param {() => Promise<unknown>} test */
  async test(name, test) {
    const startedAt = performance.now();
    try {
      await test();
      this.passed++;
      console.log(`✔ ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.failed++;
      console.log(`✖ ${name}\n${error.stack ?? error}`);
    }
  }

  add({ passed, failed }) {
    this.passed += passed;
    this.failed += failed;
  }

  /** What `npm test` reads. */
  get counts() {
    return JSON.stringify({ passed: this.passed, failed: this.failed });
  }
}
