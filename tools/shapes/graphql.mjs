/** Asks the API as a stranger or with a token; throws what it answers when that is an error. */
export async function graphql(url, query, variables = {}, token = undefined, more = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...more },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export async function login(url, password) {
  const query =
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken account { id mustChangePassword } } }';
  return (await graphql(url, query, { input: { username: 'admin', password } })).login;
}

export async function changePassword(url, token, currentPassword, newPassword) {
  const query = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken } }';
  return (await graphql(url, query, { input: { currentPassword, newPassword } }, token)).changePassword;
}
