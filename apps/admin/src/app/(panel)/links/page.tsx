'use client';

import { LinksPage } from '../../../links/links-page';

export default function LinksRoute() {
  return <LinksPage />;
}
