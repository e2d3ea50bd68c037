import { NotFound } from '@vortex/kit';

export class IncidentNotFound extends NotFound {
  constructor(id: string) {
    super('incident_not_found', { id });
  }
}
