import { parseArgs } from 'node:util';
import { CommandDatabase, serviceDatabases } from './command-database';
import { type CommandSettings, commandSettings } from './config';
import { DeadLetters } from './dead-letters';

const usage = `
npm run dead-letters -- <command> [options]

Events that a service could not handle. They wait in the service's own database until somebody decides.

  list                       the newest first
  show <id>                  one of them, with its error; --payload adds the event's bytes in base64
  replay <id>… | --all       have the running service handle them again, within seconds; safe to repeat
  discard <id>…              forget them: their effect will never happen

  --service <name>           only this service; by default all whose database is found
  --type <name>              list, replay: only this type, such as vortex.auth.v1.AccountCreated
  --limit <n>                list: at most this many of each service (50)
  --help

Databases are found as services find them: VORTEX_<SERVICE>_DATABASE_URL, VORTEX_DATABASE_URL, or else the PostgreSQL
of the standalone installation in VORTEX_HOME (./.vortex), which must be running.
`.trim();

const options = {
  service: { type: 'string' },
  type: { type: 'string' },
  limit: { type: 'string' },
  all: { type: 'boolean' },
  payload: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Write = (line: string) => void;

/** Wrong use of the command; told with the usage. */
class Misuse extends Error {}

/** Returns the exit code. */
export async function deadLettersCommand(
  args: readonly string[],
  settings: CommandSettings,
  write: Write,
): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    if (values.help ?? positionals.length === 0) {
      write(usage);
      return values.help ? 0 : 2;
    }
    const urls = await chosenDatabases(settings, values.service);
    let touched = 0;
    for (const [service, url] of urls) {
      const db = await CommandDatabase.open(url);
      try {
        if (await hasDeadLetters(db))
          touched += await perform(positionals, values, new DeadLetters(db), service, write);
      } finally {
        await db.close();
      }
    }
    if (touched === 0) write('no such dead letters');
    return touched > 0 || positionals[0] === 'list' ? 0 : 1;
  } catch (error) {
    write(error instanceof Misuse ? `${error.message}\n\n${usage}` : `failed: ${messageOf(error)}`);
    return error instanceof Misuse ? 2 : 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(messageOf(error));
  }
}

type Values = ReturnType<typeof parse>['values'];

/** The number of dead letters it was about. */
async function perform(
  [command, ...ids]: readonly string[],
  values: Values,
  letters: DeadLetters,
  service: string,
  write: Write,
): Promise<number> {
  const wrongId = ids.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
  if (wrongId) throw new Misuse(`${wrongId} is not the id of an event`);
  switch (command) {
    case 'list':
      return list(letters, values, service, write);
    case 'show':
      if (ids.length === 0) throw new Misuse('show needs an id');
      return show(letters, ids, values.payload ?? false, service, write);
    case 'replay': {
      if (ids.length === 0 && !values.all && !values.type) throw new Misuse('replay needs ids, --type or --all');
      const selection =
        ids.length > 0 ? { eventIds: ids } : values.type ? { type: values.type } : ({ all: true } as const);
      return tell(write, service, 'to be replayed', await letters.replay(selection));
    }
    case 'discard':
      if (ids.length === 0) throw new Misuse('discard needs ids');
      return tell(write, service, 'discarded', await letters.discard(ids));
    default:
      throw new Misuse(`no such command: ${command}`);
  }
}

async function list(letters: DeadLetters, { limit = '50', type }: Values, service: string, write: Write) {
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new Misuse(`--limit takes a number, not "${limit}"`);
  const found = await letters.list({ limit: Number(limit), ...(type === undefined ? {} : { type }) });
  for (const letter of found) {
    const state = letter.replayRequestedAt ? 'replaying' : `${letter.attempts} attempts, ${letter.replays} replays`;
    write(`${letter.deadAt.toISOString()}  ${service}  ${letter.eventId}  ${letter.type}  ${letter.reason}  ${state}`);
  }
  return found.length;
}

async function show(letters: DeadLetters, ids: readonly string[], payload: boolean, service: string, write: Write) {
  let count = 0;
  for (const id of ids) {
    const found = await letters.show(id);
    if (!found) continue;
    count++;
    const { letter, envelope } = found;
    const facts = {
      service,
      ...letter,
      occurredAt: envelope.occurredAt,
      lane: envelope.lane,
      sequence: String(envelope.sequence),
      payloadBytes: envelope.payload.length,
    };
    write(JSON.stringify(payload ? { ...facts, payload: envelope.payload.toString('base64') } : facts, null, 2));
  }
  return count;
}

function tell(write: Write, service: string, what: string, count: number): number {
  if (count > 0) write(`${service}: ${count} ${what}`);
  return count;
}

async function chosenDatabases(settings: CommandSettings, service: string | undefined): Promise<Map<string, string>> {
  const all = await serviceDatabases(settings);
  if (all.size === 0)
    throw new Misuse('no database found: set VORTEX_DATABASE_URL, or VORTEX_HOME of a running installation');
  if (service === undefined) return all;
  const url = all.get(service);
  if (!url) throw new Misuse(`no service ${service}; there are: ${[...all.keys()].join(', ')}`);
  return new Map([[service, url]]);
}

async function hasDeadLetters(db: CommandDatabase): Promise<boolean> {
  const [row] = await db.sql.query<{ there: boolean }>(
    "SELECT to_regclass('messaging.dead_letter') IS NOT NULL AS there",
  );
  return row?.there ?? false;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

if (require.main === module) {
  void deadLettersCommand(process.argv.slice(2), commandSettings(), (line) => process.stdout.write(`${line}\n`)).then(
    (code) => (process.exitCode = code),
  );
}
