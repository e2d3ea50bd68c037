import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bufBreaking, bufLint, rpcPermissions } from './contracts.mjs';

const contracts = join(__dirname, '../../../packages/contracts');
const options = 'vortex/common/v1/options.proto';
const proto = (method: string, field = 'string id = 1;') => `syntax = "proto3";
package vortex.shop.v1;
import "${options}";
service ShopService {
  rpc Buy(BuyRequest) returns (Order) { ${method} }
}
message BuyRequest {}
message Order { ${field} }
`;
const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
const permitted = 'option (vortex.common.v1.permission) = "shop.order.create";';

describe('checks of the contracts', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'contracts-check-'));
    write('buf.yaml', readFileSync(join(contracts, 'buf.yaml'), 'utf8'));
    write(`proto/${options}`, readFileSync(join(contracts, 'proto', options), 'utf8'));
    write('proto/vortex/shop/v1/shop.proto', proto(permitted));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  describe('permissions', () => {
    it('are stated', async () => {
      expect((await rpcPermissions(home)).findings).toEqual([]);
    });

    it('are missed', async () => {
      write('proto/vortex/shop/v1/shop.proto', proto(''));
      expect((await rpcPermissions(home)).findings).toEqual([
        expect.stringContaining('ShopService.Buy has no permission'),
      ]);
    });

    it.each(['everyone', 'shop.order', 'Shop.Order.Create', ''])('are not "%s"', async (word) => {
      write('proto/vortex/shop/v1/shop.proto', proto(`option (vortex.common.v1.permission) = "${word}";`));
      expect((await rpcPermissions(home)).findings).toHaveLength(1);
    });
  });

  describe('compatibility', () => {
    it('says so when there is no release to compare with', async () => {
      git('init', '-q');
      commit();
      expect(await bufBreaking(home)).toEqual({ findings: [], note: 'no tag yet: compared with nothing' });
    });

    it('says so when the releases may have been left out of the clone', async () => {
      const whole = mkdtempSync(join(tmpdir(), 'contracts-whole-'));
      execFileSync('git', ['init', '-q', whole]);
      execFileSync('git', [...author, 'commit', '-q', '--allow-empty', '-m', 'First'], { cwd: whole });
      execFileSync('git', [...author, 'commit', '-q', '--allow-empty', '-m', 'Second'], { cwd: whole });
      rmSync(home, { recursive: true });
      execFileSync('git', ['clone', '-q', '--depth', '1', `file://${whole}`, home]);
      rmSync(whole, { recursive: true });
      expect((await bufBreaking(home)).note).toBe(
        'a shallow clone without tags (git fetch --tags): compared with nothing',
      );
    });

    it('holds when a field is added after a release', async () => {
      release();
      write('proto/vortex/shop/v1/shop.proto', proto(permitted, 'string id = 1; int64 revision = 2;'));
      expect(await bufBreaking(home)).toEqual({ findings: [], note: 'compared with v0.1.0' });
    });

    it('breaks when a field changes its type after a release', async () => {
      release();
      write('proto/vortex/shop/v1/shop.proto', proto(permitted, 'int64 id = 1;'));
      expect((await bufBreaking(home)).findings).toEqual([expect.stringContaining('Field "1"')]);
    });

    it('breaks when a method goes', async () => {
      release();
      write('proto/vortex/shop/v1/shop.proto', proto(permitted).replace('rpc Buy', 'rpc Purchase'));
      expect((await bufBreaking(home)).findings).not.toEqual([]);
    });
  });

  it('lint finds a message named against the manner', async () => {
    write('proto/vortex/shop/v1/shop.proto', proto(permitted, 'string orderId = 1;'));
    expect((await bufLint(home)).findings).toEqual([expect.stringContaining('orderId')]);
  });

  function write(path: string, text: string): void {
    const file = join(home, 'packages/contracts', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  function git(...args: string[]): void {
    execFileSync('git', [...author, ...args], { cwd: home });
  }

  function commit(): void {
    git('add', '.');
    git('commit', '-qm', 'Contracts');
  }

  function release(): void {
    git('init', '-q');
    commit();
    git('tag', 'v0.1.0');
  }
});
