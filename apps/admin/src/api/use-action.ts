import { useMutation, useQueryClient } from '@tanstack/react-query';
import { VortexError } from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useToasts } from '../toasts/toasts.store';
import { useErrorText } from './use-error-text';

interface Action<Input, Result> {
  readonly run: (input: Input) => Promise<Result>;
  /** What has happened, for people. Absent: it can be seen. */
  readonly done?: (result: Result, input: Input) => string;
  /** Takes it back. */
  readonly undo?: (result: Result, input: Input) => Promise<unknown>;
  /** First words of the keys of what has to be asked anew. */
  readonly touches: readonly string[];
  /** A form shows what was refused at its fields; elsewhere a toast says it. */
  readonly inForm?: boolean;
}

/** Something a person does: it says what has come of it, offers to take it back where that is possible, and refreshes. */
export function useAction<Input, Result>({ run, done, undo, touches, inForm = false }: Action<Input, Result>) {
  const queryClient = useQueryClient();
  const show = useToasts((state) => state.show);
  const errorText = useErrorText();
  const t = useTranslations('actions');
  const refresh = () => Promise.all(touches.map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })));
  const fail = (error: unknown) => show({ tone: 'danger', text: errorText(error) });

  async function takeBack(result: Result, input: Input) {
    try {
      await undo?.(result, input);
      show({ tone: 'neutral', text: t('undone') });
    } catch (error) {
      fail(error);
    }
    await refresh();
  }

  return useMutation({
    mutationFn: run,
    onSuccess: (result, input) => {
      void refresh();
      if (!done) return;
      const action = undo && { label: t('undo'), run: () => void takeBack(result, input) };
      show({ tone: 'ok', text: done(result, input), action });
    },
    onError: (error) => {
      if (!inForm || !(error instanceof VortexError) || error.violations.length === 0) fail(error);
    },
  });
}
