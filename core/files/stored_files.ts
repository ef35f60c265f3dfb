import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { type Tx, query, sha256 } from '#core/database/index'
import { varPath } from '#core/kernel/index'
import { errors } from './errors.ts'

export interface NewFile {
  readonly municipalityId: bigint
  /** As the sender named it. */
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
  readonly createdBy: bigint | null
}

/** A file as it was received, under the hash of its bytes. */
export interface StoredFile {
  readonly id: bigint
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly content: Uint8Array
}

const pathOf = (storedAs: string) => varPath('files', storedAs)

/** Keeps a file as it came. The same bytes are kept once on disk; each reception is a row of its own. */
export async function storeFile(
  tx: Tx,
  { municipalityId, name, mediaType, content, createdBy }: NewFile
): Promise<Pick<StoredFile, 'id' | 'sha256'>> {
  const hash = sha256(content)
  const storedAs = `${hash.slice(0, 2)}/${hash}`
  await writeOnce(pathOf(storedAs), content)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into files_objects (municipality_id, name, media_type, bytes, sha256, stored_as, created_by)
     values (?, ?, ?, ?, ?, ?, ?) returning id`,
    [municipalityId, name, mediaType, content.byteLength, hash, storedAs, createdBy]
  )
  return { id: row!.id, sha256: hash }
}

/** Flushed and then named, so that a file under its name is always whole. */
async function writeOnce(path: string, content: Uint8Array): Promise<void> {
  if (await isThere(path)) return
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false
  )

/** @throws BusinessError E_FILES_UNKNOWN, E_FILES_DAMAGED */
export async function readStoredFile(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<StoredFile> {
  const [row] = await query<{
    name: string
    media_type: string
    sha256: string
    stored_as: string
  }>(
    tx,
    'select name, media_type, sha256, stored_as from files_objects where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!row) throw errors.E_FILES_UNKNOWN({ id })
  const content = await readFile(pathOf(row.stored_as)).catch((cause: unknown) => {
    throw errors.E_FILES_DAMAGED({ id, hash: row.sha256 }, { cause })
  })
  if (sha256(content) !== row.sha256) throw errors.E_FILES_DAMAGED({ id, hash: row.sha256 })
  return { id, name: row.name, mediaType: row.media_type, sha256: row.sha256, content }
}
