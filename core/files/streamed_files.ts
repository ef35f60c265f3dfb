import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import drive from '@adonisjs/drive/services/main'
import { type Tx, query } from '#core/database/index'
import { varPath } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { NewFile } from './stored_files.ts'

type StreamedFile = Omit<NewFile, 'content'> & {
  readonly content: AsyncIterable<string | Uint8Array>
}

/** Keeps a file too large for memory: it is written beside, then takes its place under the hash of its bytes. */
export async function storeStreamed(
  tx: Tx,
  { municipalityId, name, mediaType, content, createdBy }: StreamedFile
): Promise<{ readonly id: bigint; readonly sha256: string; readonly bytes: number }> {
  const draft = varPath('drafts', randomUUID())
  await mkdir(dirname(draft), { recursive: true })
  try {
    const { sha256, bytes } = await writeDraft(draft, content)
    const key = `${sha256.slice(0, 2)}/${sha256}`
    await drive.use().putStream(key, createReadStream(draft))
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into files_objects (municipality_id, name, media_type, bytes, sha256, stored_as, created_by)
       values (?, ?, ?, ?, ?, ?, ?) returning id`,
      [municipalityId, name, mediaType, bytes, sha256, key, createdBy]
    )
    return { id: row!.id, sha256, bytes }
  } finally {
    await rm(draft, { force: true })
  }
}

async function writeDraft(path: string, content: AsyncIterable<string | Uint8Array>) {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const given of content) {
      const part = typeof given === 'string' ? Buffer.from(given) : given
      hash.update(part)
      bytes += part.byteLength
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** The bytes of a kept file as a stream. @throws BusinessError E_FILES_UNKNOWN, E_FILES_ERASED */
export async function streamStored(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<{ readonly name: string; readonly bytes: bigint; readonly content: Readable }> {
  const [row] = await query<{ name: string; bytes: bigint; stored_as: string; state: string }>(
    tx,
    'select name, bytes, stored_as, state from files_objects where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!row || row.state === 'quarantined') throw errors.E_FILES_UNKNOWN({ id })
  if (row.state === 'erased') throw errors.E_FILES_ERASED({ id })
  return { name: row.name, bytes: row.bytes, content: await drive.use().getStream(row.stored_as) }
}
