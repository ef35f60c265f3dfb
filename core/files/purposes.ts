import { type FileFormat, IMAGE_FORMATS } from './formats.ts'

const MEBIBYTE = 1024 * 1024

/** What a file is sent for, with what may be sent: the limits are checked on the content itself. */
export interface FilePurpose {
  /** Kept with the file: `registry.customers.attachment`. */
  readonly name: string
  readonly formats: readonly FileFormat[]
  readonly maxBytes: number
}

/** Photographs and scanned papers. */
export const PHOTOS: Pick<FilePurpose, 'formats' | 'maxBytes'> = {
  formats: IMAGE_FORMATS,
  maxBytes: 15 * MEBIBYTE,
}

/** Photographs, scanned papers and documents of an office. */
export const DOCUMENTS: Pick<FilePurpose, 'formats' | 'maxBytes'> = {
  formats: [...IMAGE_FORMATS, 'pdf', 'docx', 'xlsx', 'odt', 'ods', 'text'],
  maxBytes: 15 * MEBIBYTE,
}
