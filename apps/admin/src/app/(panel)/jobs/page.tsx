'use client';

import { JobsPage } from '../../../jobs/jobs-page';

export default function JobsRoute() {
  return <JobsPage />;
}
