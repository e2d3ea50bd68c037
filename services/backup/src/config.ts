import type { PlatformSettings } from '@vortex/kit';
import { z } from 'zod';

export const backupShape = {
  /** Where archives are kept. In containers a volume of its own. */
  VORTEX_BACKUP_DIRECTORY: z.string().default('./backups'),
  /** How many finished archives are kept; the oldest go when there are more. */
  VORTEX_BACKUP_KEEP: z
    .string()
    .default('14')
    .refine((text) => /^[1-9]\d{0,4}$/.test(text), 'a number from 1 to 99999')
    .transform(Number),
} as const satisfies z.ZodRawShape;

export type BackupConfig = PlatformSettings & z.output<z.ZodObject<typeof backupShape>>;
