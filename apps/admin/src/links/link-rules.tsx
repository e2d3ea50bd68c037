import { Alert, Button, Card, EmptyState, Icon, Tag } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatNames, type LinkRule, moved, newRule } from './link-draft';
import type { LinkFieldsProps } from './link-general';
import { RuleDialog } from './rule-dialog';

/** Rules in their order; the first that holds decides. */
export function LinkRules({ draft, onChange, refused }: LinkFieldsProps) {
  const t = useTranslations('links');
  const [editing, setEditing] = useState<{ readonly rule: LinkRule; readonly place: number }>();
  const { rules } = draft;
  const setRules = (next: readonly LinkRule[]) => onChange({ ...draft, rules: [...next] });
  const problem = rules.map((_, place) => refused(`input.rules[${place}].name`)).find(Boolean);
  return (
    <div className="max-w-3xl">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-ink-muted">{t('rulesLead')}</p>
        <Button variant="secondary" small onClick={() => setEditing({ rule: newRule, place: rules.length })}>
          <Icon name="plus" className="size-4" />
          {t('addRule')}
        </Button>
      </div>
      {problem && <Alert tone="danger">{problem}</Alert>}
      {rules.length === 0 ? (
        <Card>
          <EmptyState icon="filter" title={t('noRules')} detail={t('noRulesDetail')} />
        </Card>
      ) : (
        <ol className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
          {rules.map((rule, place) => (
            <li
              key={`${place} ${rule.name}`}
              className="flex items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <button
                type="button"
                onClick={() => setEditing({ rule, place })}
                className="min-w-0 flex-1 rounded-lg py-1 text-left text-sm hover:text-accent"
              >
                <span className="flex flex-wrap items-center gap-2 font-semibold">
                  <span className="min-w-0 wrap-anywhere">{rule.name}</span>
                  {!rule.enabled && <Tag>{t('off')}</Tag>}
                </span>
                <Summary rule={rule} />
              </button>
              <RuleButtons
                name={rule.name}
                isFirst={place === 0}
                isLast={place === rules.length - 1}
                onMove={(by) => setRules(moved(rules, place, place + by))}
                onRemove={() => setRules(rules.filter((_, other) => other !== place))}
              />
            </li>
          ))}
        </ol>
      )}
      {editing && (
        <RuleDialog
          rule={editing.rule}
          onClose={() => setEditing(undefined)}
          onSave={(rule) => setRules([...rules.slice(0, editing.place), rule, ...rules.slice(editing.place + 1)])}
        />
      )}
    </div>
  );
}

function Summary({ rule }: { readonly rule: LinkRule }) {
  const t = useTranslations();
  const conditions = rule.conditions.map(({ header, operator, value }) =>
    [header, t(`linkOperator.${operator}`), operator === 'PRESENT' || operator === 'ABSENT' ? '' : `“${value}”`].join(
      ' ',
    ),
  );
  const { kind, format, status } = rule.action;
  const answer =
    kind === 'FORMAT' && format ? formatNames[format] : kind === 'STATUS' ? String(status) : t('links.BLOCK');
  return (
    <span className="mt-0.5 block text-xs wrap-anywhere text-ink-muted">
      {`${conditions.join('; ') || t('links.everybody')} → ${answer}`}
    </span>
  );
}

interface RuleButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

function RuleButtons({ name, isFirst, isLast, onMove, onRemove }: RuleButtonsProps) {
  const t = useTranslations('links');
  return (
    <span className="flex shrink-0">
      <Button
        variant="quiet"
        small
        narrow
        disabled={isFirst}
        aria-label={t('moveUp', { name })}
        onClick={() => onMove(-1)}
      >
        <Icon name="up" className="size-4" />
      </Button>
      <Button
        variant="quiet"
        small
        narrow
        disabled={isLast}
        aria-label={t('moveDown', { name })}
        onClick={() => onMove(1)}
      >
        <Icon name="down" className="size-4" />
      </Button>
      <Button variant="quiet" small narrow aria-label={t('removeRule', { name })} onClick={onRemove}>
        <Icon name="remove" className="size-4" />
      </Button>
    </span>
  );
}
