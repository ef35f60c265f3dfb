export { sendFile } from './download.ts'
export { errors as fileErrors } from './errors.ts'
export { type NewFile, type StoredFile, readStoredFile, storeFile } from './stored_files.ts'
