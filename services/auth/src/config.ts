import type { PlatformSettings } from '@vortex/kit';
import { z } from 'zod';
import { flawsOf } from './passwords/password-policy';
import { ownerName } from './accounts/owner';

const ownerPassword = z.string().superRefine((password, context) => {
  for (const flaw of flawsOf(password, ownerName, '')) {
    const message = `12 to 256 characters, and not obvious (${flaw.code})`;
    context.addIssue({ code: 'custom', message });
  }
});

export const authShape = {
  /** The owner's password, taken at the first start and ignored ever after. */
  VORTEX_OWNER_PASSWORD: ownerPassword.optional(),
  /** How long the audit is kept. */
  VORTEX_AUDIT_RETENTION_DAYS: z.coerce.number().int().min(30).max(3_650).default(730),
  /**
   * Without a preset one: where the first start leaves the password it makes, readable by this user only. Whoever
   * started it shows it to a person and deletes the file.
   */
  VORTEX_INITIAL_PASSWORD_FILE: z.string().optional(),
} as const satisfies z.ZodRawShape;

export type AuthConfig = PlatformSettings & z.output<z.ZodObject<typeof authShape>>;
