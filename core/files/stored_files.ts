import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { type Tx, query, sha256 } from '#core/database/index'
import type { AcceptedFile } from './accept_file.ts'
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

type StoredKey = Pick<StoredFile, 'id' | 'sha256'>

interface Particulars {
  readonly purpose?: string
  readonly received_sha256?: string
  readonly width?: number
  readonly height?: number
  readonly thumbnail_as?: string
  readonly state?: 'quarantined'
  readonly infection?: string
}

/** Keeps a file as it came. The same bytes are kept once; each reception is a row of its own. */
export function storeFile(tx: Tx, file: NewFile): Promise<StoredKey> {
  return store(tx, file, {})
}

/** Keeps a file that passed the checks of its purpose, an image with its thumbnail. */
export async function storeAccepted(
  tx: Tx,
  file: AcceptedFile,
  { municipalityId, createdBy }: Pick<NewFile, 'municipalityId' | 'createdBy'>
): Promise<StoredKey> {
  const { clientName: name, mediaType, content, image } = file
  const thumbnailAs = image && (await writeOnce(image.thumbnail))
  return store(
    tx,
    { municipalityId, name, mediaType, content, createdBy },
    {
      purpose: file.purpose,
      received_sha256: file.receivedSha256,
      ...(image ? { width: image.width, height: image.height, thumbnail_as: thumbnailAs! } : {}),
    }
  )
}

/** Sets an infected file aside: kept as evidence, never given out. */
export function storeQuarantined(
  tx: Tx,
  file: NewFile & { readonly purpose: string; readonly infection: string }
): Promise<StoredKey> {
  const { purpose, infection } = file
  return store(tx, file, { purpose, infection, state: 'quarantined' }, 'quarantine/')
}

async function store(
  tx: Tx,
  { municipalityId, name, mediaType, content, createdBy }: NewFile,
  particulars: Particulars,
  folder = ''
): Promise<StoredKey> {
  const storedAs = await writeOnce(content, folder)
  const hash = sha256(content)
  const [row] = await tx
    .insertQuery()
    .table('files_objects')
    .insert({
      municipality_id: municipalityId,
      name,
      media_type: mediaType,
      bytes: content.byteLength,
      sha256: hash,
      stored_as: storedAs,
      created_by: createdBy,
      ...particulars,
    })
    .returning('id')
  return { id: row.id as bigint, sha256: hash }
}

/** @returns the key under which the bytes are kept. */
async function writeOnce(content: Uint8Array, folder = ''): Promise<string> {
  const hash = sha256(content)
  const key = `${folder}${hash.slice(0, 2)}/${hash}`
  const disk = drive.use()
  if (!(await disk.exists(key))) await disk.put(key, content)
  return key
}

interface Row {
  readonly name: string
  readonly media_type: string
  readonly sha256: string
  readonly stored_as: string
  readonly thumbnail_as: string | null
  readonly infection: string | null
  readonly state: string
}

async function rowOf(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint, id: bigint): Promise<Row> {
  const [row] = await query<Row>(
    tx,
    `select name, media_type, sha256, stored_as, thumbnail_as, infection, state from files_objects
      where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_FILES_UNKNOWN({ id })
  if (row.infection) throw errors.E_FILES_QUARANTINED({ id, infection: row.infection })
  if (row.state === 'erased') throw errors.E_FILES_ERASED({ id })
  return row
}

const EMPTY = new Uint8Array()
const HASH_OF_EMPTY = sha256(EMPTY)

async function bytesOf(id: bigint, key: string, hash: string): Promise<Uint8Array> {
  // The drive on disk answers for a file without bytes with what its reading buffer happens to hold.
  if (hash === HASH_OF_EMPTY) return EMPTY
  const content = await drive
    .use()
    .getBytes(key)
    .catch((cause: unknown) => {
      throw errors.E_FILES_DAMAGED({ id, hash }, { cause })
    })
  if (sha256(content) !== hash) throw errors.E_FILES_DAMAGED({ id, hash })
  return content
}

/** @throws BusinessError E_FILES_UNKNOWN, E_FILES_DAMAGED, E_FILES_QUARANTINED */
export async function readStoredFile(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<StoredFile> {
  const row = await rowOf(tx, municipalityId, id)
  const content = await bytesOf(id, row.stored_as, row.sha256)
  return { id, name: row.name, mediaType: row.media_type, sha256: row.sha256, content }
}

/** The small picture of an image. @throws as `readStoredFile`; E_FILES_UNKNOWN when the file is no image. */
export async function readThumbnail(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<StoredFile> {
  const { name, thumbnail_as: key } = await rowOf(tx, municipalityId, id)
  if (!key) throw errors.E_FILES_UNKNOWN({ id })
  const hash = key.split('/').at(-1)!
  const content = await bytesOf(id, key, hash)
  return { id, name, mediaType: 'image/jpeg', sha256: hash, content }
}

/**
 * Erases the bytes of files that are marked as erased, unless another file has the same ones. Called after the commit that
 * marked them, and again without harm.
 */
export async function eraseFiles(
  ids: readonly bigint[],
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<void> {
  const rows = await query<{ key: string }>(
    reader,
    `select distinct own.key
       from files_objects f cross join lateral (values (f.stored_as), (f.thumbnail_as)) own (key)
      where f.id = any(?::bigint[]) and f.state = 'erased' and own.key is not null
        and not exists (select from files_objects other
                         where other.state <> 'erased' and (other.stored_as = own.key or other.thumbnail_as = own.key))`,
    [ids.map(String)]
  )
  for (const { key } of rows) await drive.use().delete(key)
}
