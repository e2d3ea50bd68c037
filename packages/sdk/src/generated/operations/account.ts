// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  MeQuery,
  MeQueryVariables,
  LoginMutation,
  LoginMutationVariables,
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  RefreshTokenMutation,
  RefreshTokenMutationVariables,
  LogoutMutation,
  LogoutMutationVariables,
} from '../operations';
export const Me: Operation<MeQuery, MeQueryVariables> = {
  name: 'Me',
  text: `query Me {
  me {
    ...AccountFields
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const Login: Operation<LoginMutation, LoginMutationVariables> = {
  name: 'Login',
  text: `mutation Login($input: LoginInput!) {
  login(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const ChangePassword: Operation<ChangePasswordMutation, ChangePasswordMutationVariables> = {
  name: 'ChangePassword',
  text: `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const RefreshToken: Operation<RefreshTokenMutation, RefreshTokenMutationVariables> = {
  name: 'RefreshToken',
  text: `mutation RefreshToken($token: String) {
  refreshToken(token: $token) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const Logout: Operation<LogoutMutation, LogoutMutationVariables> = {
  name: 'Logout',
  text: `mutation Logout {
  logout
}`,
};
