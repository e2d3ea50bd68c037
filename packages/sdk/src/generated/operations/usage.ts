// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type { UserTrafficSubscription, UserTrafficSubscriptionVariables } from '../operations';
export const UserTraffic: Operation<UserTrafficSubscription, UserTrafficSubscriptionVariables> = {
  name: 'UserTraffic',
  text: `subscription UserTraffic($userId: ID!) {
  userTraffic(userId: $userId) {
    usedBytes
    lifetimeUsedBytes
    lastOnlineAt
  }
}`,
};
