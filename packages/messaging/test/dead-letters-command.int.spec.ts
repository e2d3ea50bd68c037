import { EventEnvelope } from '@vortex/contracts/common';
import type { Database } from '@vortex/database';
import { type FreshDatabase, freshDatabase, silentLog } from '@vortex/testing';
import { DeadLetters, messagingMigrations } from '../src';
import { deadLettersCommand } from '../src/dead-letters/dead-letters.command';
import { newEventId } from '../src/event-id';
import { openDatabase } from './open-database';

describe('npm run dead-letters', () => {
  let fresh: FreshDatabase;
  let db: Database;
  let id: string;

  beforeEach(async () => {
    fresh = await freshDatabase([messagingMigrations]);
    db = openDatabase(fresh.url, silentLog);
    id = newEventId();
    const payload = Buffer.from('canary');
    const envelope = EventEnvelope.fromPartial({
      id,
      type: 'vortex.test.v1.Deposited',
      producer: 'shop',
      aggregateId: 'ann',
      payload,
    });
    await new DeadLetters(db).bury(envelope, { error: new Error('no such account'), attempts: 6 });
  });

  afterEach(async () => {
    await db.close();
    await fresh.drop();
  });

  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const settings = { serverUrl: undefined, serviceUrls: new Map([['ledger', fresh.url]]) };
    const code = await deadLettersCommand(args, settings, (line) => lines.push(line));
    return { code, text: lines.join('\n') };
  };

  it('lists them by service', async () => {
    const { code, text } = await run('list');
    expect(code).toBe(0);
    expect(text).toContain(`ledger  ${id}  vortex.test.v1.Deposited  Error  6 attempts, 0 replays`);
  });

  it('shows one without its payload, unless it is asked for', async () => {
    expect(JSON.parse((await run('show', id)).text)).toMatchObject({ error: 'no such account', payloadBytes: 6 });
    expect((await run('show', id)).text).not.toContain('payload"');
    expect(JSON.parse((await run('show', id, '--payload')).text)).toMatchObject({ payload: 'Y2FuYXJ5' });
  });

  it('asks for replays and discards', async () => {
    expect(await run('replay', id)).toEqual({ code: 0, text: 'ledger: 1 to be replayed' });
    expect((await run('list')).text).toContain('replaying');
    expect(await run('discard', id)).toEqual({ code: 0, text: 'ledger: 1 discarded' });
    expect(await run('discard', id)).toEqual({ code: 1, text: 'no such dead letters' });
  });

  it('explains itself, and says what is wrong', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      text: expect.stringContaining('npm run dead-letters') as string,
    });
    for (const args of [
      [],
      ['bury'],
      ['replay'],
      ['show', 'x'],
      ['list', '--limit', '0'],
      ['list', '--service', 'x'],
      ['--x'],
    ]) {
      expect((await run(...args)).code).toBe(2);
    }
  });
});
