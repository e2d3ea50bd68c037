import { DomainError } from '@vortex/kit';

export class RoleNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(role: string) {
    super('role_not_found', { role });
  }
}

export class RoleNameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(name: string) {
    super('role_name_taken', { name });
  }
}

export class RoleBuiltIn extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(name: string) {
    super('role_built_in', { name });
  }
}

export class RoleInUse extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(accounts: number) {
    super('role_in_use', { accounts: String(accounts) });
  }
}
