import { DomainError } from '@vortex/kit';

export class DeviceNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('device_not_found', { id });
  }
}

/** A user's clients without an identity share it, so there is always one. */
export class DefaultDeviceStays extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string) {
    super('default_device_stays', { id });
  }
}

export class TooManyDevices extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(most: number) {
    super('too_many_devices', { most: String(most) });
  }
}
