export { type FormattedError, formatGraphqlError } from './format-error';
export { type GraphqlContext, graphqlContext } from './graphql-call';
export { GraphqlConnections } from './graphql-connections';
