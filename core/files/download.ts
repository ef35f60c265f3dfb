import type { HttpContext } from '@adonisjs/core/http'
import type { StoredFile } from './stored_files.ts'

/** Media types that a browser may show in place; anything else is saved, so that no stored page runs as one of ours. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain'])

/**
 * Answers with a stored file under the name that its sender gave it. Whoever calls it has checked that the person may see
 * what the file belongs to.
 */
export function sendFile({ response }: Pick<HttpContext, 'response'>, file: StoredFile): void {
  const how = SHOWN.has(file.mediaType) ? 'inline' : 'attachment'
  response.header('content-type', file.mediaType)
  response.header('content-length', String(file.content.byteLength))
  response.header(
    'content-disposition',
    `${how}; filename="${plainName(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`
  )
  response.header('x-content-type-options', 'nosniff')
  response.header('cache-control', 'private, no-store')
  response.send(Buffer.from(file.content))
}

/** For programs that read only ASCII names. */
const plainName = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '_')
