/** Core hears of a new inbound a moment after it was made. */
export async function settled<Result>(making: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await making();
    } catch (error) {
      if (!String(error).toLowerCase().includes('inbound') && !JSON.stringify(error).includes('inbound')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
