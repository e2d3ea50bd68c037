/** Protobuf lets every message be absent; where the contract says it is there, its absence is a fault of the sender. */
export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new Error(`${field} is missing in an answer`);
  return value;
}
