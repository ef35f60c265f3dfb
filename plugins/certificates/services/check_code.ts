import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { maskedName, maskedNumber, readCode } from '../domain/code.ts'
import type { CertificateKind } from '../domain/kind.ts'
import { KINDS, wordsOf } from '../records/options.ts'

/** What a stranger is told of a certificate. */
export interface Checked {
  readonly number: string
  readonly kind: string
  readonly utility: string
  /** Masked: who has the paper recognises it. */
  readonly holder: string | null
  readonly taxpayer: string | null
  readonly registration: string | null
  readonly issuedOn: CivilDate
  readonly validUntil: CivilDate
  readonly state: 'valid' | 'expired' | 'cancelled'
}

interface Row {
  readonly municipality_id: bigint
  readonly municipality: string
  readonly number: string
  readonly kind: CertificateKind
  readonly state: 'issued' | 'cancelled'
  readonly issued_on: CivilDate
  readonly valid_until: CivilDate
  readonly name: string | null
  readonly taxpayer_id: string | null
  readonly registration: string | null
}

/** The certificate of a code, of whatever municipality; null: there is none. */
export async function checkCode(typed: string): Promise<Checked | null> {
  const code = readCode(typed)
  if (code === null) return null
  const [row] = await query<Row>(
    db,
    `select c.municipality_id, m.name as municipality, c.number, c.kind, c.state, c.issued_on, c.valid_until, k.name,
            k.taxpayer_id, p.registration_number as registration
       from certificates_certificates c
       join access_municipalities m on m.id = c.municipality_id
       left join registry_customers k on k.id = c.customer_id
       left join registry_premises p on p.id = c.premise_id
      where c.code = ?`,
    [code]
  )
  if (!row) return null
  const today = await db.transaction((tx) => todayIn(tx, row.municipality_id))
  const isOver = row.valid_until < today
  return {
    ...{ number: row.number, kind: wordsOf(KINDS, row.kind), utility: row.municipality },
    holder: row.name === null ? null : maskedName(row.name),
    taxpayer: row.taxpayer_id === null ? null : format.maskedTaxpayer(row.taxpayer_id),
    registration: row.registration === null ? null : maskedNumber(row.registration),
    ...{ issuedOn: row.issued_on, validUntil: row.valid_until },
    state: row.state === 'cancelled' ? 'cancelled' : isOver ? 'expired' : 'valid',
  }
}
