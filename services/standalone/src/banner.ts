export interface BannerFacts {
  readonly version: string;
  readonly publicUrl: string;
  readonly home: string;
  /** Made just now; absent when it was preset or this is not the first start. */
  readonly password: string | undefined;
}

/** What a person needs to know when everything answers. The only place the password is ever shown. */
export function banner({ version, publicUrl, home, password }: BannerFacts): string {
  const rows = [
    ['Dashboard', `${publicUrl}/admin`],
    ['API', `${publicUrl}/graphql`],
    ['Health', `${publicUrl}/healthz`],
    ['Owner', 'admin'],
    ...(password ? [['Password', `${password}   shown this once; it must be changed at the first login`]] : []),
    ['Data', home],
  ];
  const table = rows.map(([name, value]) => `  ${name?.padEnd(10)} ${value}`).join('\n');
  return `\nVortexPanel ${version} is running. Ctrl-C stops it.\n\n${table}\n`;
}
