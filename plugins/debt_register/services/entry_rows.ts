import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { ENTRY_STATES, labelOf } from '../records/options.ts'

export type EntryState =
  | 'proposed'
  | 'dropped'
  | 'inscribed'
  | 'paid'
  | 'settled'
  | 'cancelled'
  | 'excluded'
  | 'prescribed'

/** An entry of the register as it stands. */
export interface Entry {
  readonly id: bigint
  readonly term_id: bigint
  readonly process_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
  readonly item_ids: readonly bigint[]
  readonly debtor_id: bigint
  readonly premise_id: bigint | null
  readonly reference: RefMonth
  readonly due_on: CivilDate
  readonly bill_number: string | null
  readonly nature: 'tariff' | 'tax'
  readonly state: EntryState
  readonly arrangement: 'none' | 'plan' | 'renegotiated'
  readonly number: string | null
  readonly inscribed_on: CivilDate | null
  readonly term_number: string | null
  readonly original_cents: bigint
  readonly book_number: number | null
  readonly page: number | null
  readonly line: number | null
  readonly notified_on: CivilDate | null
  readonly court_case_id: bigint | null
  readonly filed_on: CivilDate | null
  readonly prescribes_on: CivilDate | null
}

const ENTRY = `select e.id, e.term_id, t.process_id, e.origin_type, e.origin_id, e.item_ids, e.debtor_id, e.premise_id, e.reference,
       e.due_on, e.bill_number, e.nature, e.state, e.arrangement, e.number, e.inscribed_on, t.number as term_number,
       e.original_cents, e.book_number, e.leaf as page, e.line, e.notified_on, e.court_case_id, c.filed_on, e.prescribes_on
  from debt_register_entries e
  join debt_register_terms t on t.id = e.term_id
  left join debt_register_court_cases c on c.id = e.court_case_id`

type Wanted =
  | { readonly ids: readonly bigint[] }
  | { readonly termIds: readonly bigint[] }
  | { readonly caseId: bigint }

/** Entries in the order of their debts, locked. */
export async function lockEntries(
  tx: Tx,
  municipalityId: bigint,
  wanted: Wanted
): Promise<Entry[]> {
  const [column, value] =
    'ids' in wanted
      ? (['id', wanted.ids] as const)
      : 'termIds' in wanted
        ? (['term_id', wanted.termIds] as const)
        : (['court_case_id', [wanted.caseId]] as const)
  const rows = await query<Entry>(
    tx,
    `${ENTRY} where e.municipality_id = ? and e.${column} = any(?::bigint[]) order by e.due_on, e.id for update of e`,
    [municipalityId, value]
  )
  return rows.map((row) => ({ ...row, item_ids: row.item_ids.map(BigInt) }))
}

/** Ids of the entries in active debt of who owes the term, for its premise: what a paper of all debts is about. */
export async function inscribedOf(
  tx: Tx,
  municipalityId: bigint,
  { debtorId, premiseId }: { readonly debtorId: bigint; readonly premiseId: bigint | null }
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from debt_register_entries
      where municipality_id = ? and debtor_id = ? and premise_id is not distinct from ?::bigint and state = 'inscribed'`,
    [municipalityId, debtorId, premiseId]
  )
  return rows.map(({ id }) => id)
}

/** What people call an entry: its number, or its bill while it has none. */
export const entryName = ({ number, bill_number: bill, id }: Entry): string =>
  number ?? bill ?? String(id)

/** @throws E_DEBT_REGISTER_ENTRY_UNKNOWN, E_DEBT_REGISTER_NOT_INSCRIBED */
export async function requireInscribed(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<Entry[]> {
  const entries = await lockEntries(tx, municipalityId, { ids })
  const missing = ids.find((id) => !entries.some((one) => one.id === id))
  if (missing !== undefined) throw errors.E_DEBT_REGISTER_ENTRY_UNKNOWN({ id: missing })
  const other = entries.find(({ state }) => state !== 'inscribed')
  if (other) {
    const state = labelOf(ENTRY_STATES, other.state)
    throw errors.E_DEBT_REGISTER_NOT_INSCRIBED({ entry: entryName(other), state })
  }
  return entries
}

/** Origins as marks name them. */
export const originsOf = (entries: readonly Entry[]) =>
  entries.map(({ origin_type: type, origin_id: id }) => ({ type, id }))
