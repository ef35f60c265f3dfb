import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type StoredFile, readStoredFile, storeFile } from '#core/files/index'
import { errors } from '../errors.ts'
import { LINK_DAYS } from '../parameters.ts'
import { type FileFormat, MEDIA_TYPES, fileName } from './make_file.ts'

export interface NewReportFile {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly sendingId: bigint | null
  readonly report: string
  readonly title: string
  readonly format: FileFormat
  readonly content: Buffer
  readonly rows: number
  /** Who may take it by their own entry. */
  readonly userIds: readonly bigint[]
  /** Whether it may be taken by a link without entry too. */
  readonly hasLink: boolean
  readonly createdBy: bigint | null
}

const DAY_MS = 24 * 3600 * 1000
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Keeps a report as it was made. The token of its link is given out once; only its hash is kept. */
export async function keepReportFile(
  tx: Tx,
  file: NewReportFile
): Promise<{ id: bigint; fileId: bigint; token: string | null; sha256: string }> {
  const { municipalityId, title, format, content } = file
  const stored = await storeFile(tx, {
    ...{ municipalityId, content, createdBy: file.createdBy },
    name: fileName(title, format),
    mediaType: MEDIA_TYPES[format],
  })
  const days = await parameterWithin<number>(tx, { key: LINK_DAYS, municipalityId })
  const token = file.hasLink ? randomBytes(32).toString('base64url') : null
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into reports_files
       (municipality_id, run_id, sending_id, report, title, file_id, rows, bytes, user_ids, token_hash, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint[], ?, ?) returning id`,
    [
      ...[municipalityId, file.runId, file.sendingId, file.report, title, stored.id, file.rows],
      ...[content.byteLength, file.userIds.map(String), token && hashOf(token)],
      new Date(clock.now().getTime() + days * DAY_MS),
    ]
  )
  return { id: row!.id, fileId: stored.id, token, sha256: stored.sha256 }
}

interface Taken {
  readonly municipality_id: bigint
  readonly file_id: bigint
}

/** A file that was made for a person. @throws BusinessError E_REPORTS_FILE_GONE */
export async function takeReportFile(
  tx: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  id: string
): Promise<StoredFile> {
  const [row] = await query<Taken>(
    tx,
    `select municipality_id, file_id from reports_files
      where id = ? and municipality_id = ? and ?::bigint = any(user_ids) and expires_at > ?`,
    [id, actor.municipalityId, actor.userId, clock.now()]
  )
  if (!row) throw errors.E_REPORTS_FILE_GONE({ id })
  return readStoredFile(tx, row.municipality_id, row.file_id)
}

/** A file by the link that went to an address outside. @throws BusinessError E_REPORTS_FILE_GONE */
export async function takeLinkedFile(tx: Pick<Tx, 'rawQuery'>, token: string): Promise<StoredFile> {
  const [row] = await query<Taken>(
    tx,
    'select municipality_id, file_id from reports_files where token_hash = ? and expires_at > ?',
    [hashOf(token), clock.now()]
  )
  if (!row) throw errors.E_REPORTS_FILE_GONE({ id: '' })
  return readStoredFile(tx, row.municipality_id, row.file_id)
}
