import { DomainError, NotFound } from '@vortex/kit';

/** It never was, is over, or is somebody else's. */
export class DownloadUnknown extends NotFound {
  constructor() {
    super('download_unknown');
  }
}

/** It never was, has been read, or is somebody else's. */
export class UploadUnknown extends NotFound {
  constructor() {
    super('upload_unknown');
  }
}

/** The file as a whole cannot be read. */
export class FileRefused extends DomainError {
  readonly kind = 'invalid_input';
  constructor(
    why: 'not_utf8' | 'too_large' | 'empty' | 'not_csv' | 'no_username_column' | 'unknown_column' | 'content_type',
    facts: Readonly<Record<string, string>> = {},
  ) {
    super('file_refused', { why, ...facts });
  }
}
