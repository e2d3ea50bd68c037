/**
 * When the next thing happens to a row of `vpn_user u` by itself, with an index of its own: migration 0007 has the same
 * expression. What is not null here is something `upkeep` acts on; otherwise a row would be taken up for ever.
 */
export const userDue = `LEAST(
  CASE WHEN u.hold_validity_seconds IS NOT NULL THEN u.hold_until END,
  CASE WHEN u.hold_validity_seconds IS NULL THEN u.next_reset_at END,
  CASE WHEN u.status IN ('ACTIVE', 'LIMITED') THEN u.expires_at END,
  CASE WHEN u.next_plan IS NOT NULL AND u.status IN ('EXPIRED', 'LIMITED') THEN '-infinity'::timestamptz END
)`;
