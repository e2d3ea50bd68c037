/** `rezone`: the calendars of a tenant's users move to its zone. `release`: the users of an account are nobody's. */
export type FollowUpKind = 'rezone' | 'release';

/** What has yet to be done to users because of what auth has told. */
export interface UserFollowUp {
  readonly kind: FollowUpKind;
  /** The tenant, or the account. */
  readonly subjectId: string;
  /** Users up to this id are done. */
  readonly cursor: string;
}
