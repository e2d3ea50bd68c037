/** When a user's used traffic starts again from nothing. */
export const resetStrategies = ['NONE', 'DAY', 'WEEK', 'MONTH', 'ROLLING_MONTH', 'YEAR'] as const;
export type ResetStrategy = (typeof resetStrategies)[number];
