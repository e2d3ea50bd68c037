import type { ArchiveDescription } from '@vortex/backup';
import { keyFingerprint } from '@vortex/kit';
import { MasterKeysMissing } from './restore.errors';

/** Whether what is sealed in the archive can be opened afterwards. Only the key that seals must be there: services seal anew what an older one sealed. */
export function checkMasterKeys(
  { services }: ArchiveDescription,
  keys: ReadonlyMap<string, Buffer>,
  place: string,
): void {
  const missing = new Set<string>();
  for (const { masterKeys } of services) {
    const [sealing] = masterKeys;
    if (!sealing) continue;
    const own = keys.get(sealing.id);
    if (!own) missing.add(`"${sealing.id}"`);
    else if (keyFingerprint(own) !== sealing.fingerprint)
      missing.add(`"${sealing.id}" (there is another one of that name)`);
  }
  if (missing.size > 0) throw new MasterKeysMissing([...missing], place);
}
