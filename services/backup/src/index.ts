export { checkSeal, readArchive } from './format/archive-reader.file';
export { ArchiveDamaged, ArchiveFormatUnknown, ArchiveTruncated } from './format/archive.errors';
export { ArchiveWriter, linesOf } from './format/archive-writer.file';
export {
  archiveFormat,
  type ArchiveDescription,
  type ArchivedService,
  description,
  descriptionEntry,
  type Manifest,
  manifest,
  manifestEntry,
  masterKeysEntry,
} from './format/manifest';
export { backup } from './service';
