/** Which of the processes that run test files side by side this is, or was started by. */
export const testWorker = `w${process.env['JEST_WORKER_ID'] ?? 0}`;
