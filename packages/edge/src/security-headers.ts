/** What every answer of the platform carries, whoever gives it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Added where the public address is https: a year. */
export const strictTransportSecurity = { name: 'Strict-Transport-Security', value: 'max-age=31536000' } as const;
