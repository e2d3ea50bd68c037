interface Part {
  readonly name: string;
  close(): unknown;
}

/** What has been started, to be ended in the opposite order. A part that cannot be ended does not keep the next from it. */
export class Parts {
  private readonly started: Part[] = [];

  add<T>(name: string, value: T, close: (value: T) => unknown): T {
    this.started.push({ name, close: () => close(value) });
    return value;
  }

  /** Ends everything, and throws the first failure only then. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.started.pop(); part; part = this.started.pop()) {
      try {
        await part.close();
      } catch (error) {
        failures.push(new Error(`${part.name} did not end cleanly`, { cause: error }));
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
