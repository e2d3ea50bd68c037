import { VortexError } from '@vortex/sdk';
import { Alert } from '@vortex/ui';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { openCodeEditor } from './code-editor';
import { isSettings, type JsonSchema, type Settings } from './json-schema';
import { schemaProblems } from './schema-problems';

interface JsonEditorProps {
  readonly schema: JsonSchema;
  readonly value: Settings;
  readonly onChange: (settings: Settings) => void;
  /** What the server has refused. */
  readonly error: unknown;
}

/** Settings as text, held to the same schemas as the form. */
export function JsonEditor({ schema, value, onChange, error }: JsonEditorProps) {
  const t = useTranslations('inbounds');
  const place = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const changed = useRef(onChange);
  changed.current = onChange;
  const label = t('jsonLabel');
  const [begun] = useState(text);
  useEffect(() => {
    if (!place.current) return;
    return openCodeEditor({ place: place.current, text: begun, label, onChange: setText });
  }, [begun, label]);
  const parsed = parse(text);
  useEffect(() => {
    const settings = parse(text).value;
    if (isSettings(settings)) changed.current(settings);
  }, [text]);
  const problems = parsed.value === undefined ? [] : schemaProblems(schema, parsed.value);
  const refused = error instanceof VortexError ? error.violations : [];
  return (
    <div className="flex flex-col gap-3">
      <div ref={place} className="min-h-96 overflow-hidden rounded-control border border-line-strong" />
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {parsed.reason && <Alert tone="danger">{t('jsonBroken', { reason: parsed.reason })}</Alert>}
        {problems.length > 0 && (
          <Alert tone="warning">
            <p className="font-semibold">{t('jsonProblems')}</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Alert>
        )}
        {refused.length > 0 && (
          <Alert tone="danger">
            {refused.map(({ path, message }) => (
              <p key={path}>{`${path.replace(/^input\./, '')}: ${message}`}</p>
            ))}
          </Alert>
        )}
      </div>
    </div>
  );
}

function parse(text: string): { readonly value?: unknown; readonly reason?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
