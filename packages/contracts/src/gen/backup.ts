// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { Archive, CreateArchiveRequest, RenameArchiveRequest, GetArchiveRequest, ListArchivesRequest, ArchivePage, ArchiveServiceService, type ArchiveServiceServer, type ArchiveServiceClient } from './vortex/backup/v1/archive';
export { ArchiveCreated, ArchiveRenamed } from './vortex/backup/v1/events';
