import type { FieldViolation } from '@vortex/contracts/common';
import type { ConfiguredInbound } from '@vortex/contracts/nodes';
import { InvalidInput } from '@vortex/kit';
import { addressPoolConflict } from '../inbounds/address-pool-conflict';
import type { InboundProperties } from '../inbounds/inbound';
import { newInboundFrom } from '../inbounds/inbound-input';
import { portConflict } from '../inbounds/port-conflict';
import { acceptSettings } from '../settings/inbound-settings';
import { secretPathsOf } from '../settings/secret-paths';
import { putSecrets, takeSecrets } from '../settings/secrets';
import { type Content, contentOf } from './content';

const mostInbounds = 100;

/** A content as it was given, with the secrets of `before` where it has none of its own, or `InvalidInput` with every problem. */
export function contentFrom(given: readonly ConfiguredInbound[], before: Content): Content {
  if (given.length > mostInbounds) {
    const message = `At most ${mostInbounds} inbounds.`;
    throw new InvalidInput([{ path: 'inbounds', code: 'too_big', message }]);
  }
  const violations: FieldViolation[] = [];
  const known = new Map(before.map((inbound) => [inbound.tag, inbound]));
  const accepted = given.flatMap((one, index) => {
    try {
      return [inboundFrom(one, known.get(one.tag))];
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      violations.push(...error.violations.map((each) => ({ ...each, path: `inbounds[${index}].${each.path}` })));
      return [];
    }
  });
  if (violations.length === 0) violations.push(...clashes(accepted));
  if (violations.length > 0) throw new InvalidInput(violations);
  return contentOf(accepted);
}

function inboundFrom(given: ConfiguredInbound, before: InboundProperties | undefined): InboundProperties {
  const properties = newInboundFrom({ ...given, serverId: '' });
  const paths = secretPathsOf(properties);
  const secrets = before && before.protocol === properties.protocol ? takeSecrets(before.settings, paths).secrets : {};
  return { ...properties, settings: acceptSettings(properties, putSecrets(properties.settings, paths, secrets)) };
}

/** Where inbounds are in each other's way: the later one is told of. */
function clashes(inbounds: readonly InboundProperties[]): FieldViolation[] {
  return inbounds.flatMap((one, index) => {
    const path = `inbounds[${index}]`;
    return inbounds.slice(0, index).flatMap((other): FieldViolation[] => {
      if (one.tag === other.tag) return [{ path: `${path}.tag`, code: 'taken', message: 'Another one has this tag.' }];
      const port = portConflict(one, other);
      const pool = addressPoolConflict(one, other);
      return [
        ...(port ? [{ path: `${path}.port`, code: 'port_taken', message: `${other.tag} has port ${port.port}.` }] : []),
        ...(pool
          ? [
              {
                path: `${path}.settings.addressPools`,
                code: 'address_pool_taken',
                message: `${other.tag} has ${pool}.`,
              },
            ]
          : []),
      ];
    });
  });
}
