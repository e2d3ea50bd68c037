import { brokenRules } from './test/lint';

// What a rule finds is tested beside it; here, that it is on where it must be.
const breakingAll = `
import { Query, Resolver } from '@nestjs/graphql';
import type { AuthServiceClient } from '@vortex/contracts/auth';
import type { Database } from '@vortex/database';
import type { RpcClient } from '@vortex/kit';
import { PrismaClient } from './generated/prisma/client';

@Resolver('Query')
export class Everything {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly auth: RpcClient<AuthServiceClient>,
  ) {}

  @Query()
  me() {
    return this.db.run(() => this.auth.login({ username: process.env['USER'] ?? '', password: '' }));
  }
}
`;
const lines = (count: number) => Array.from({ length: count }, (_, n) => `export const a${n} = ${n};\n`).join('');

jest.setTimeout(180_000);

describe('the rules of the house are on', () => {
  let broken: string[][];
  beforeAll(() => {
    broken = brokenRules([
      { path: 'services/core/src/core.module.ts', text: breakingAll + lines(250) },
      { path: 'tools/lint/run.mjs', text: lines(251) },
      { path: 'packages/kit/src/ids/id.spec.ts', text: lines(400) },
    ]);
  });

  it('in a service', () => {
    expect(broken[0]).toEqual(
      expect.arrayContaining([
        'vortex/prisma-in-repository-only',
        'vortex/environment-in-config-only',
        'vortex/no-rpc-in-transaction',
        'vortex/resolver-permission',
        'vortex/file-name',
        'max-lines',
      ]),
    );
  });

  it('for the length of scripts, and with more room of tests', () => {
    expect(broken[1]).toEqual(['max-lines']);
    expect(broken[2]).toEqual([]);
  });
});
