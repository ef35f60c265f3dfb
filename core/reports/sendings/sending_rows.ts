import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import type { FileFormat } from '../files/make_file.ts'

/** A report that goes by e-mail, as it is kept. */
export interface Sending {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly owner_id: bigint
  readonly name: string
  readonly report: string
  readonly filters: Readonly<Record<string, string>>
  readonly format: FileFormat
  readonly user_ids: readonly bigint[]
  readonly emails: readonly string[]
  readonly note: string
  readonly is_empty_sent: boolean
  readonly state: 'active' | 'stopped' | 'ended'
  readonly stopped_because: string | null
  readonly schedule_id: bigint
}

/** One of a person's own sendings. @throws BusinessError E_REPORTS_SENDING_UNKNOWN */
export async function sendingOf(
  { municipalityId, userId }: Actor,
  id: bigint | number | string,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<Sending> {
  const [row] = await query<Sending>(
    reader,
    'select * from reports_sendings where id = ? and municipality_id = ? and owner_id = ?',
    [String(id), municipalityId, userId]
  )
  if (!row) throw errors.E_REPORTS_SENDING_UNKNOWN({ id: String(id) })
  return row
}

/** A person's sendings, the ended ones last. */
export const sendingsOf = ({ municipalityId, userId }: Actor): Promise<Sending[]> =>
  query<Sending>(
    db,
    `select * from reports_sendings where municipality_id = ? and owner_id = ?
      order by state = 'ended', name`,
    [municipalityId, userId]
  )
