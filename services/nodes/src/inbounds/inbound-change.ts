import { acceptSettings } from '../settings/inbound-settings';
import { secretPathsOf } from '../settings/secret-paths';
import { putSecrets, takeSecrets } from '../settings/secrets';
import { changed, type Inbound, type InboundChange } from './inbound';
import { portsOf } from './inbound-input';

/** What an inbound becomes, accepted as such; the same one when nothing changes. Throws `InvalidInput`. */
export function changedBy(before: Inbound, change: InboundChange, now: Date): Inbound {
  return changed(before, withSettings(before, portsOf(before, change)), now);
}

/** The change with settings accepted for what the inbound becomes: given anew, with the secrets it has, or as they are. */
function withSettings(before: Inbound, change: InboundChange): InboundChange {
  const kind = { ...before, ...change };
  const paths = secretPathsOf(kind);
  const { secrets } = takeSecrets(before.settings, paths);
  const given = change.settings ? putSecrets(change.settings, paths, secrets) : before.settings;
  return { ...change, settings: acceptSettings(kind, given) };
}
