import type { ComponentProps } from 'react';
import { Unavailable } from '../api/list-state';
import { ScreenHeader } from './screen-header';

interface NotToBeHadProps extends ComponentProps<typeof Unavailable> {
  /** Of the screen, or of those like it where what it would be called is not known. */
  readonly title: string;
}

/** A screen all of which could not be had: it is still called something. */
export function NotToBeHad({ title, ...rest }: NotToBeHadProps) {
  return (
    <>
      <ScreenHeader title={title} />
      <Unavailable {...rest} />
    </>
  );
}
