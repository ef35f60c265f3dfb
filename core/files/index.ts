export {
  type AcceptedFile,
  type SentFile,
  acceptFile,
  formatWords,
  sentFile,
  sizeWords,
} from './accept_file.ts'
export { unpacksWithin } from './archive_size.ts'
export { sendFile } from './download.ts'
export { errors as fileErrors } from './errors.ts'
export { type FolderRights, folderRights } from './folder_rights.ts'
export { FORMATS, type FileFormat } from './formats.ts'
export { DOCUMENTS, type FilePurpose, PHOTOS } from './purposes.ts'
export { storeStreamed, streamStored } from './streamed_files.ts'
export { type ZipPart, zipStream } from './zip_stream.ts'
export {
  type NewFile,
  type StoredFile,
  eraseFiles,
  readStoredFile,
  readThumbnail,
  storeAccepted,
  storeFile,
} from './stored_files.ts'
