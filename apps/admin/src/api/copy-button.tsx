import { Button, Icon } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { copyText } from './copy-text';

const shownMs = 2000;

interface CopyButtonProps {
  readonly text: string;
  /** What it is, where several stand together. */
  readonly of?: string;
}

export function CopyButton({ text, of }: CopyButtonProps) {
  const t = useTranslations('actions');
  const [copied, setCopied] = useState(false);
  const words = copied ? t('copied') : t('copy');
  async function copy() {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  }
  return (
    <Button variant="quiet" small aria-live="polite" aria-label={of && `${words}: ${of}`} onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} className="size-4" />
      {words}
    </Button>
  );
}
