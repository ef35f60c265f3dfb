export type { Archive, ArchiveKeep, ArchivePart, ArchiveWhole } from './types.ts'
export { clearReporting, prepareArchive } from './prepare.ts'
export { everywhere, isArchived, readThrough } from './read_through.ts'
export { archivedTables } from './wholes.ts'
