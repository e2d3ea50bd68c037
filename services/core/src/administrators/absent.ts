import { RemoteError } from '@vortex/kit';

/** Null in the place of a thing that is not there, or not for the caller to see. */
export async function orNull<T>(code: string, asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RemoteError && error.code === code) return null;
    throw error;
  }
}
