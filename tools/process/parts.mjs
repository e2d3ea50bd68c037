/** What has been started, to be ended in the opposite order. What cannot be ended does not keep the rest from it. */
export class Parts {
  #ends = [];

  /**
   * @template T
   * @param {T} started
   * @param {(started: T) => unknown} end
   */
  add(started, end) {
    this.#ends.push(() => end(started));
    return started;
  }

  /** Throws the first failure, once everything has been ended. */
  async end() {
    const failures = [];
    for (let end = this.#ends.pop(); end; end = this.#ends.pop()) {
      await Promise.resolve()
        .then(end)
        .catch((error) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
