import { z } from 'zod';

/** A number protobuf can carry as it is meant: GraphQL's may be negative. */
export const count = z.int().min(0).nullish();
