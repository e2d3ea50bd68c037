import { eventually } from '@vortex/testing';
import { closePairs, gate, startScripted as start } from '../../test/scripted-greeter';

afterEach(closePairs);

describe('draining', () => {
  it('lets every call under way end, and takes no new ones', async () => {
    const { client, handler, server } = await start();
    const opened = gate();
    handler.answer = (request) => opened.promise.then(() => request);
    const held = Array.from({ length: 50 }, (_, n) => client.change({ text: String(n) }));
    await eventually(() => handler.calls === 50);
    const drained = server.drain(10_000);
    await eventually(async () => {
      const failure = await client.change({ text: 'late' }, { timeoutMs: 1_000 }).catch((error: unknown) => error);
      return (failure as { kind?: string }).kind === 'unavailable';
    });
    opened.open();
    expect((await Promise.all(held)).map(({ text }) => text)).toEqual(held.map((_, n) => String(n)));
    await drained;
  });

  it('cuts off what does not end in time', async () => {
    const { client, handler, server } = await start();
    handler.answer = () => new Promise(() => undefined);
    const held = expect(client.change({ text: '' })).rejects.toMatchObject({ kind: 'unavailable' });
    await eventually(() => handler.calls === 1);
    await server.drain(50);
    await held;
  });

  it('tells streams to go elsewhere', async () => {
    const { client, handler, server } = await start();
    handler.answer = () => Promise.resolve({ text: 'tick' });
    const stream = client.count({ text: '' })[Symbol.asyncIterator]();
    await stream.next();
    const drained = server.drain(10_000);
    const rest = (async () => {
      while (!(await stream.next()).done);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'shutting_down' });
    await drained;
  });
});
