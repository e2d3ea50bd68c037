'use client';

import { TokensPage } from '../../../tokens/tokens-page';

export default function TokensRoute() {
  return <TokensPage />;
}
