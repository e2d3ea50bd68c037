const patienceMs = 30_000;

/** Core hears of a new inbound a moment after it was made. */
export async function settled<Result>(making: () => Promise<Result>): Promise<Result> {
  for (const untilMs = performance.now() + patienceMs; ;) {
    try {
      return await making();
    } catch (error) {
      const isOfInbounds = `${String(error)} ${JSON.stringify(error)}`.toLowerCase().includes('inbound');
      if (!isOfInbounds || performance.now() > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
