import { query } from '../restore/installation.mjs';

/**
 * Whether the engines of all servers of a user go by what was decided of it: by what they have acknowledged.
 *
 * @param {string} nodesDatabase @param {{ id: string, revision: number }} user
 */
export async function enginesKnow(nodesDatabase, { id, revision }) {
  const [user] = await query(
    nodesDatabase,
    `SELECT known.revision >= $2 AND bool_and(served.revision <= node.users_revision) AS "isKnown"
     FROM known_user known JOIN served_user served ON served.user_id = known.id JOIN node USING (server_id)
     WHERE known.id = $1 GROUP BY known.revision`,
    [id, revision],
  );
  return user?.isKnown === true;
}
