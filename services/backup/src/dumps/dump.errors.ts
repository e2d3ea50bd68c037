import { DomainError } from '@vortex/kit';

/** The services did not come to rest for the moment a common picture takes. */
export class PictureDisturbed extends DomainError {
  readonly kind = 'unavailable';
  constructor(why: 'too_slow' | 'hold_lost') {
    super('picture_disturbed', { why });
  }
}
