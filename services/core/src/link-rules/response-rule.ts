import { RE2JS } from 're2js';
import type { LinkFormat } from '../link-formats/link-format';

export const ruleOperators = [
  ...(['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'NOT_CONTAINS', 'STARTS_WITH', 'ENDS_WITH'] as const),
  ...(['MATCHES', 'NOT_MATCHES', 'PRESENT', 'ABSENT'] as const),
] as const;
export type RuleOperator = (typeof ruleOperators)[number];

export interface RuleCondition {
  /** In lower case. */
  readonly header: string;
  readonly operator: RuleOperator;
  readonly value: string;
  readonly caseSensitive: boolean;
}

export interface ShownHeader {
  readonly name: string;
  readonly value: string;
}

export type RuleAction =
  | {
      readonly kind: 'FORMAT';
      readonly format: LinkFormat;
      /** Absent: the usual one of the format. */
      readonly templateId: string | null;
      readonly headers: readonly ShownHeader[];
    }
  /** As if there were no such link. */
  | { readonly kind: 'BLOCK' }
  | { readonly kind: 'STATUS'; readonly status: number };

/** What clients of some kind are answered with. */
export interface ResponseRule {
  readonly name: string;
  readonly enabled: boolean;
  /** Whether all conditions have to hold, or any. Without conditions it is for everybody. */
  readonly match: 'ALL' | 'ANY';
  readonly conditions: readonly RuleCondition[];
  readonly action: RuleAction;
}

/** The value of a header by its name in lower case; undefined when the client has not sent it. */
export type HeaderOf = (name: string) => string | undefined;

export interface ReadyRule extends ResponseRule {
  readonly holds: (headers: HeaderOf) => boolean;
}

/** Of what a header holds, no more is looked at: nobody's client sends more, and looking takes time. */
const mostCharacters = 1_024;

export function readyRule(rule: ResponseRule): ReadyRule {
  const tests = rule.conditions.map(testOf);
  const holds = (headers: HeaderOf): boolean => {
    if (tests.length === 0) return true;
    return rule.match === 'ALL' ? tests.every((test) => test(headers)) : tests.some((test) => test(headers));
  };
  return { ...rule, holds };
}

/** The first enabled rule that holds. */
export function ruleFor(rules: readonly ReadyRule[], headers: HeaderOf): ReadyRule | undefined {
  return rules.find((rule) => rule.enabled && rule.holds(headers));
}

function testOf({ header, operator, value, caseSensitive }: RuleCondition): (headers: HeaderOf) => boolean {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
  const wanted = fold(value);
  const matches = operator.endsWith('MATCHES') ? patternOf(value, caseSensitive) : undefined;
  return (headers) => {
    const found = headers(header);
    if (operator === 'PRESENT') return found !== undefined;
    if (operator === 'ABSENT') return found === undefined;
    const text = fold((found ?? '').slice(0, mostCharacters));
    switch (operator) {
      case 'EQUALS':
        return text === wanted;
      case 'NOT_EQUALS':
        return text !== wanted;
      case 'CONTAINS':
        return text.includes(wanted);
      case 'NOT_CONTAINS':
        return !text.includes(wanted);
      case 'STARTS_WITH':
        return text.startsWith(wanted);
      case 'ENDS_WITH':
        return text.endsWith(wanted);
      case 'MATCHES':
        return matches?.test(text) === true;
      case 'NOT_MATCHES':
        return matches?.test(text) === false;
    }
  };
}

/** RE2: its time grows with the text and no faster, whatever an operator writes. Throws for what is no pattern. */
export function patternOf(pattern: string, caseSensitive: boolean): RE2JS {
  return RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
}
