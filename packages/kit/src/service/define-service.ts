import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DatabaseOptions, PrismaClientLike } from '@vortex/database';
import type { z } from 'zod';
import type { PlatformSettings } from '../config/platform-settings';
import type { SealedColumn } from '../encryption/sealed-column';
import { isServiceName } from '../identity/service-name';

export interface DatabaseDefinition {
  readonly createClient: DatabaseOptions<PrismaClientLike>['createClient'];
  /** The folder of the service's SQL migrations. */
  readonly migrations: string;
  /** What is under envelope encryption, to be sealed anew when the master key changes. */
  readonly sealedColumns?: readonly SealedColumn[];
}

/** One service of the platform: what `run` needs to know to start it. */
export interface ServiceDefinition<S extends z.ZodRawShape = z.ZodRawShape> {
  /** In lower case; also the package of its contract, `vortex.<name>.v1`. */
  readonly name: string;
  readonly module: Type<unknown>;
  /** The service's own variables: a schema for each name, such as `VORTEX_OWNER_PASSWORD`. */
  readonly config?: S;
  readonly database?: DatabaseDefinition;
  /** The services it calls by rpc. It starts without them and is degraded until they answer. */
  readonly calls?: readonly string[];
  /** Finishes the HTTP application before it starts, e.g. with middleware of its own. */
  readonly http?: (app: NestExpressApplication) => void;
}

/** What a service finds under `CONFIG`: the platform's settings and its own, by the names of their variables. */
export type ConfigOf<D> = PlatformSettings &
  (D extends { readonly config?: infer S } ? (S extends z.ZodRawShape ? z.output<z.ZodObject<S>> : unknown) : unknown);

export function defineService<S extends z.ZodRawShape = z.ZodRawShape>(
  definition: ServiceDefinition<S>,
): ServiceDefinition<S> {
  if (!isServiceName(definition.name)) throw new Error(`"${definition.name}" cannot be the name of a service`);
  return Object.freeze({ ...definition });
}
