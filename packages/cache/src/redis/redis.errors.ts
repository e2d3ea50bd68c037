/** Redis cannot be reached, or did not answer in time. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';

  constructor(address: string, options?: ErrorOptions) {
    super(`redis at ${address} cannot be reached`, options);
  }
}
