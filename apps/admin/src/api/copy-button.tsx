import { Button, Icon } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

const shownMs = 2000;

export function CopyButton({ text }: { readonly text: string }) {
  const t = useTranslations('actions');
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  }
  return (
    <Button variant="quiet" small aria-live="polite" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} className="size-4" />
      {copied ? t('copied') : t('copy')}
    </Button>
  );
}
