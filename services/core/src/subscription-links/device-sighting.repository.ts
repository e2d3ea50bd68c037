import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ClientIdentity } from './client-identity';

export interface Sighting extends ClientIdentity {
  readonly at: Date;
  /** Whether the device is of one machine, so that what its client says is said of it. */
  readonly named: boolean;
}

@Injectable()
export class DeviceSightingRepository {
  constructor(private readonly db: Database) {}

  /** By device. Clients that share the default device say nothing of it, for they are many. */
  async store(sightings: readonly (readonly [string, Sighting])[]): Promise<void> {
    const column = (of: (sighting: Sighting) => string | null) =>
      sightings.map(([, sighting]) => (sighting.named ? of(sighting) : null));
    await this.db.sql.execute(
      `UPDATE device d SET last_seen_at = GREATEST(d.last_seen_at, s.at),
         first_seen_at = COALESCE(d.first_seen_at, s.at), os = COALESCE(s.os, d.os),
         os_version = COALESCE(s.os_version, d.os_version), model = COALESCE(s.model, d.model),
         client = COALESCE(s.client, d.client)
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS s (id, at, os, os_version, model, client) WHERE d.id = s.id`,
      [
        ...[sightings.map(([id]) => id), sightings.map(([, { at }]) => at.toISOString())],
        ...[column(({ os }) => os), column(({ osVersion }) => osVersion)],
        ...[column(({ model }) => model), column(({ client }) => client)],
      ],
    );
  }
}
