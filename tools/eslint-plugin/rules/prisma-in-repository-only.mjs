import { basename } from 'node:path';
import { typesOf } from '../types.mjs';

const prisma = /^@prisma\/|(^|\/)generated\/prisma(\/|$)/;
const database = new Set(['Database']);
const doors = new Set(['client', 'sql']);

/**
 * Tables are reached through repositories: a Prisma type or a database's client anywhere else is a leak.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Use Prisma in *.repository.ts only' },
    schema: [],
    messages: {
      imported: 'Prisma is imported in *.repository.ts only (and in service.ts, to hand over the client).',
      reached: "A database's {{door}} is used in *.repository.ts only.",
    },
  },
  create(context) {
    const name = basename(context.filename);
    if (name.endsWith('.repository.ts')) return {};
    const checkImport = (node) => {
      const source = node.source?.value;
      if (name !== 'service.ts' && typeof source === 'string' && prisma.test(source)) {
        context.report({ node, messageId: 'imported' });
      }
    };
    return {
      ImportDeclaration: checkImport,
      ImportExpression: checkImport,
      ExportNamedDeclaration: checkImport,
      ExportAllDeclaration: checkImport,
      'CallExpression[callee.name="require"]'(node) {
        checkImport({ ...node, source: node.arguments[0] });
      },
      MemberExpression(node) {
        const door = node.property.name;
        if (!doors.has(door) || !typesOf(context).isNamed(node.object, database)) return;
        context.report({ node: node.property, messageId: 'reached', data: { door } });
      },
    };
  },
};

export default rule;
