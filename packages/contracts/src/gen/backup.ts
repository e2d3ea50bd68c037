// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { Archive, CreateArchiveRequest, GetArchiveRequest, ListArchivesRequest, ArchivePage, DeleteArchiveRequest, DeletedArchive, ReadArchiveRequest, ArchivePiece, ArchiveState, ArchiveServiceService, type ArchiveServiceServer, type ArchiveServiceClient } from './vortex/backup/v1/archive';
