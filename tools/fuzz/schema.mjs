import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, concatAST, parse } from 'graphql';
import { workspaceRoot } from '../dev/workspace.mjs';

const folder = join(workspaceRoot, 'services/core/schema');

/** The schema as it is written. */
export const schema = buildASTSchema(
  concatAST(
    readdirSync(folder)
      .sort()
      .map((file) => parse(readFileSync(join(folder, file), 'utf8'))),
  ),
);

/** What can be asked for at all. */
export const rootNames = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.keys(type.getFields()),
);
