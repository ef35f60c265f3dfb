import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export interface Bureau {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly purpose: 'listing' | 'protest'
  readonly layout: string
  readonly grouping: 'per_debtor' | 'per_bill'
  readonly noticeDays: number | null
  readonly lastSequence: number
  readonly isActive: boolean
  /** What the contract gave: codes and names that files carry. */
  readonly agreement: Readonly<Record<string, string | null>>
}

const AGREEMENT = [
  ...['entity', 'associate', 'origin', 'logon', 'contact', 'phone_area', 'phone', 'extension'],
  ...['differential', 'presenter', 'presenter_name', 'agency', 'assignor', 'nature'],
] as const

const SELECT = `select id, code, name, purpose, layout, grouping, notice_days as "noticeDays", last_sequence as "lastSequence",
       is_active as "isActive", ${AGREEMENT.join(', ')} from bureaus_bureaus where municipality_id = ?`

type Row = Omit<Bureau, 'agreement'> & Record<(typeof AGREEMENT)[number], string | null>

const bureauOf = (row: Row): Bureau => ({
  ...row,
  agreement: Object.fromEntries(AGREEMENT.map((name) => [`bureau.${name}`, row[name]])),
})

/** @throws BusinessError E_BUREAUS_UNKNOWN */
export async function bureauById(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<Bureau> {
  const [row] = await query<Row>(tx, `${SELECT} and id = ?`, [municipalityId, id])
  if (!row) throw errors.E_BUREAUS_UNKNOWN({ what: 'órgão', id })
  return bureauOf(row)
}

/** The same, locked: its files are numbered one after the other, and its lots do not cross. */
export async function lockBureau(tx: Tx, municipalityId: bigint, id: bigint): Promise<Bureau> {
  const [row] = await query<Row>(tx, `${SELECT} and id = ? for update`, [municipalityId, id])
  if (!row) throw errors.E_BUREAUS_UNKNOWN({ what: 'órgão', id })
  return bureauOf(row)
}

export async function activeBureaus(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<Bureau[]> {
  const rows = await query<Row>(tx, `${SELECT} and is_active order by code`, [municipalityId])
  return rows.map(bureauOf)
}
