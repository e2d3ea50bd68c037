// The real Traefik on a machine without containers: built from its Go module, once per version.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The release that the tag in docker-compose.yml stands for. */
export const traefikVersion = '3.6.12';

const moduleName = 'github.com/traefik/traefik/v3';
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');

/** @returns {{ path: string, buildMs: number }} 0 ms where it was built before */
export function ensureTraefik() {
  const path = join(cache, 'vortexpanel', `traefik-${traefikVersion}-${process.platform}-${process.arch}`);
  if (existsSync(path)) return { path, buildMs: 0 };
  const startedAt = performance.now();
  const workshop = mkdtempSync(join(tmpdir(), 'traefik-build-'));
  try {
    const sources = join(workshop, 'traefik');
    const { Dir: downloaded } = JSON.parse(
      go(workshop, 'mod', 'download', '-json', `${moduleName}@v${traefikVersion}`),
    );
    // Its go.mod replaces modules, which `go install` refuses; from a folder of its own it builds.
    cpSync(downloaded, sources, { recursive: true });
    execFileSync('chmod', ['-R', 'u+w', sources]);
    leaveOutDnsProviders(sources);
    const built = join(workshop, 'built');
    const marked = `-s -w -X ${moduleName}/pkg/version.Version=${traefikVersion}`;
    go(sources, 'build', '-trimpath', '-ldflags', marked, '-o', built, './cmd/traefik');
    mkdirSync(join(cache, 'vortexpanel'), { recursive: true });
    // Of two that build at once the last one wins; both are the same.
    cpSync(built, `${path}.${process.pid}`);
    renameSync(`${path}.${process.pid}`, path);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return { path, buildMs: performance.now() - startedAt };
}

/** Certificates proved through 160 name servers' clouds: a third of the build, and nothing that we configure. */
function leaveOutDnsProviders(sources) {
  const acme = join(sources, 'pkg/provider/acme');
  mkdirSync(join(acme, 'nodns'));
  writeFileSync(
    join(acme, 'nodns/dns.go'),
    `package nodns

import (
	"fmt"

	"github.com/go-acme/lego/v4/challenge"
)

func NewDNSChallengeProviderByName(name string) (challenge.Provider, error) {
	return nil, fmt.Errorf("built without the DNS provider %s", name)
}
`,
  );
  const provider = join(acme, 'provider.go');
  const text = readFileSync(provider, 'utf8');
  const left = text.replace(
    '"github.com/go-acme/lego/v4/providers/dns"',
    `dns "${moduleName}/pkg/provider/acme/nodns"`,
  );
  if (left === text) throw new Error('this version of Traefik names its DNS providers elsewhere');
  writeFileSync(provider, left);
}

function go(folder, ...args) {
  return execFileSync('go', args, {
    cwd: folder,
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
