import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action, Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../business_errors.ts'
import { requireType } from '../models.ts'
import { type IssuedRow, readIssued } from './read_issued.ts'

const input = vine.create({ id: vine.string().regex(/^\d{1,18}$/) })

interface Reprint {
  readonly municipalityId: bigint
  readonly issuedId: bigint
  readonly reason: string | null
  readonly at: Date
  readonly actor: Pick<Actor, 'userId' | 'name'>
}

/** Notes who printed an issued document again, and why. */
export async function noteReprint(tx: Tx, reprint: Reprint): Promise<void> {
  const { municipalityId, issuedId, reason, at, actor } = reprint
  await query(
    tx,
    `insert into documents_reprints (municipality_id, issued_id, reason, printed_at, printed_by, printed_by_name)
     values (?, ?, ?, ?, ?, ?)`,
    [municipalityId, issuedId, reason, at, actor.userId, actor.name]
  )
}

/** Notes that an issued document is printed again; the page comes from `issuedHtml`. */
export const reprintAction: Action<Infer<typeof input>, IssuedRow> = {
  name: 'documents.reprint',
  title: 'Imprimir de novo',
  permission: 'documents.reprint',
  input,
  labels: { id: 'Documento emitido' },
  reason: 'optional',
  subject: (_, row) => ({ type: row.subject_type, id: row.subject_id }),
  async run({ tx, actor, municipalityId, now, reason }, { id }) {
    const row = await readIssued(tx, actor, BigInt(id))
    if (requireType(row.template).asksReprintReason && !reason?.trim()) {
      throw errors.E_DOCUMENTS_REASON({ id })
    }
    await noteReprint(tx, { municipalityId, issuedId: row.id, reason, at: now, actor })
    return row
  },
  describe: (_, { id, title }) => `${title} nº ${id} impresso de novo`,
  trail: (_, { id, html_sha256: hash }) => ({ issued: String(id), html_sha256: hash }),
}
