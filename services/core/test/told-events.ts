import { Database } from '@vortex/database';
import type { PrismaClient } from '../src/generated/prisma/client';
import type { RunningCore } from './start-core';

interface EventType<T> {
  readonly $type: string;
  decode(bytes: Uint8Array): T;
}

export function databaseOf(core: RunningCore): Database<PrismaClient> {
  const service = core.platform.services.get('core');
  if (!service) throw new Error('core has not started');
  return service.app.get<Database<PrismaClient>>(Database, { strict: false });
}

/** Keeps what is put into core's outbox, for the relay takes it out again. @returns what was told of a type, in its order */
export async function toldEvents(core: RunningCore): Promise<<T>(type: EventType<T>) => Promise<T[]>> {
  const { sql } = databaseOf(core);
  await sql.execute('CREATE TABLE told (n bigserial, type text, payload bytea)');
  await sql.execute(`CREATE FUNCTION keep_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO told (type, payload) VALUES (NEW.type, NEW.payload); RETURN NEW; END $$`);
  await sql.execute(
    'CREATE TRIGGER keep_told BEFORE INSERT ON messaging.outbox FOR EACH ROW EXECUTE FUNCTION public.keep_told()',
  );
  return async (type) => {
    const query = 'SELECT payload FROM told WHERE type = $1 ORDER BY n';
    const rows = await sql.query<{ payload: Uint8Array }>(query, [type.$type]);
    return rows.map(({ payload }) => type.decode(payload));
  };
}
