import { useQueryClient } from '@tanstack/react-query';
import { JobFailures, type JobFieldsFragment, JobProgress, type VortexClient } from '@vortex/sdk';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../api/api';

const askAgainMs = 1000;

export function isOver({ state }: JobFieldsFragment): boolean {
  return state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';
}

/** A job as it goes on. Told over the socket; asked for while there is none. */
export function useJob(begun: JobFieldsFragment | undefined, onOver: () => void): JobFieldsFragment | undefined {
  const api = useApi();
  const queryClient = useQueryClient();
  const [job, setJob] = useState(begun);
  const id = begun?.id;
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    void follow(api, id, setJob, controller.signal).then(() => {
      if (controller.signal.aborted) return;
      over.current();
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    });
    return () => controller.abort();
  }, [api, id, queryClient]);
  return job?.id === id ? job : begun;
}

async function follow(api: VortexClient, id: string, show: (job: JobFieldsFragment) => void, signal: AbortSignal) {
  let last: JobFieldsFragment | undefined;
  const tell = (job: JobFieldsFragment) => show((last = job));
  try {
    for await (const { jobProgress } of api.subscribe(JobProgress, { id }, { signal })) tell(jobProgress);
  } catch {
    // Without a socket it is asked for below.
  }
  while (!signal.aborted && !(last && isOver(last))) {
    const { job } = await api.request(JobFailures, { id }, { signal });
    if (!job) return;
    tell(job);
    if (!isOver(job)) await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
