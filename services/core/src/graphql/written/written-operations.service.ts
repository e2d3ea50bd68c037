import { Injectable } from '@nestjs/common';
import { admit, currentCall } from '@vortex/kit';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values';
import type { Admitted } from '../gate/operation-admission.service';
import { type SelectedField, selectedFields } from './selected-field';
import type { WrittenAnswer, WrittenField } from './written-field';

interface Prepared {
  readonly field: SelectedField;
  readonly permission: string;
  readonly answer: WrittenAnswer;
}

type Operation = Admitted['operation'];

/** Operations that ask one field that can be written. What else there is goes the usual way. */
@Injectable()
export class WrittenOperations {
  private readonly fields = new Map<string, WrittenField>();
  private readonly known = new WeakMap<Operation, Prepared | 'refused'>();

  add(field: WrittenField): void {
    this.fields.set(field.name, field);
  }

  /** @returns the JSON of its data, or what went wrong; undefined where the usual way decides */
  answer(
    schema: GraphQLSchema,
    { prepared: document, operation }: Admitted,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<string | ExecutionResult> | undefined {
    const prepared = this.known.get(operation) ?? this.prepare(document, operation);
    this.known.set(operation, prepared);
    if (prepared === 'refused') return undefined;
    const args = argumentsOf(schema, prepared.field, operation, variables);
    return args && answered(prepared, args);
  }

  private prepare({ fragments }: Admitted['prepared'], operation: Operation): Prepared | 'refused' {
    if (operation.operation !== OperationTypeNode.QUERY || (operation.directives ?? []).length > 0) return 'refused';
    const [field, ...others] = selectedFields([operation.selectionSet], fragments) ?? [];
    const written = field && others.length === 0 ? this.fields.get(field.name) : undefined;
    const answer = field && written?.prepare(field.fields);
    return answer && written ? { field, permission: written.permission, answer } : 'refused';
  }
}

/** Undefined for what does not fit the schema. */
function argumentsOf(
  schema: GraphQLSchema,
  { name, node }: SelectedField,
  { variableDefinitions = [] }: Operation,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const { coerced } = getVariableValues(schema, variableDefinitions, variables);
  const definition = schema.getQueryType()?.getFields()[name];
  if (!coerced || !definition) return undefined;
  try {
    return getArgumentValues(definition, node, coerced);
  } catch {
    return undefined;
  }
}

async function answered(
  { field: { key, node }, permission, answer }: Prepared,
  args: Readonly<Record<string, unknown>>,
): Promise<string | ExecutionResult> {
  try {
    admit(permission, currentCall());
    return `{${JSON.stringify(key)}:${await answer(args)}}`;
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error(String(error));
    return {
      errors: [new GraphQLError(originalError.message, { nodes: node, path: [key], originalError })],
      data: null,
    };
  }
}
