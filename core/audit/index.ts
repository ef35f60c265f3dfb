export { appendChunkEntry, appendEntry, type ChunkEntry } from './append.ts'
export { type AuditEntry, type StoredEntry, entryHash, storedEntry, trailValue } from './entry.ts'
