import { refusedPaths, startNodes } from './start-nodes';

let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => (nodes = await startNodes()));
afterAll(() => nodes.stop());

describe('the check of a target', () => {
  it('does not look at what is not of the public internet, by its address or by its name', async () => {
    for (const target of ['127.0.0.1:443', '[::1]:443', 'localhost:443']) {
      const { problems } = await nodes.operator.checkRealityTarget({ target, serverNames: [] });
      expect(problems).toEqual(['REALITY_TARGET_PROBLEM_NOT_PUBLIC']);
    }
  });

  it('says what is wrong with what was asked', async () => {
    const asked = nodes.operator.checkRealityTarget({ target: 'www.example.com', serverNames: ['not a name'] });
    expect(await refusedPaths(asked)).toEqual({ target: 'not_an_endpoint', 'serverNames[0]': 'not_a_host_name' });
  });

  it('is not for those who may only read', async () => {
    const asked = nodes.reader.checkRealityTarget({ target: '127.0.0.1:443', serverNames: [] });
    await expect(asked).rejects.toHaveCode('permission_denied');
  });
});
