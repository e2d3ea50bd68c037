import { addToList, insertAfterLast, insertBefore } from '../edits.mjs';
import { part } from '../template.mjs';

/** A service of its own in the distributed shape: image, database, certificate, and the address others call it at. */
export function joinDistribution(plan, { kebab, snake }) {
  const upper = snake.toUpperCase();
  const values = { service: { kebab, snake, upper } };
  plan.edit('docker-compose.yml', (text) => {
    const password = `      ${upper}_DATABASE_PASSWORD: \${${upper}_DATABASE_PASSWORD:?made by node tools/cli/compose-secrets.mjs}`;
    const called = insertAfterLast(text, /^ {2}VORTEX_RPC_[A-Z]+: \w+:9090$/gm, `  VORTEX_RPC_${upper}: ${kebab}:9090`);
    const stored = insertAfterLast(called, /^ {6}[A-Z]+_DATABASE_PASSWORD: .*$/gm, password);
    const trusted = insertAfterLast(
      stored,
      /^ {2}\w+_master_keys: .*$/gm,
      part('distribution/compose-secrets.yml', values).trimEnd(),
    );
    return insertBefore(trusted, '  admin:\n', part('distribution/compose-service.yml', values));
  });
  plan.edit('infrastructure/docker/Dockerfile', (text) => {
    const withFiles = insertBefore(text, 'FROM build AS admin-files\n', part('distribution/image-files', values));
    return insertBefore(withFiles, 'FROM runtime AS admin\n', part('distribution/image', values));
  });
  plan.edit('infrastructure/docker/postgres/databases.sh', (text) =>
    text.replace(/^for service in [^;]+/m, `$& ${kebab}`),
  );
  plan.edit('tools/cli/compose-secrets.mjs', (text) => addToList(text, 'const services = [', [`'${kebab}'`]));
  plan.edit('tools/images/targets.mjs', (text) => addToList(text, 'export const targets = [', [`'${kebab}'`]));
}
