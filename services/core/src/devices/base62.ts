const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes as letters and digits, always of one length for one number of bytes. Nothing in it needs quoting anywhere. */
export function base62(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let left = Math.ceil((bytes.length * 8) / Math.log2(62)); left > 0; left--) {
    text = `${digits[Number(value % 62n)] ?? ''}${text}`;
    value /= 62n;
  }
  return text;
}
