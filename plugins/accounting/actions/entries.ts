import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { type EntryRow, decideEntry, writeEntry } from '../services/manual_entries.ts'

const cents = () => vine.string().regex(/^[1-9]\d{0,14}$/)
const account = () => vine.string().trim().minLength(1).maxLength(40)

const input = vine.create({
  posted_on: civilDay(),
  debit_account: account(),
  debit_cents: cents(),
  credit_account: account(),
  credit_cents: cents(),
  history: vine.string().trim().minLength(5).maxLength(200),
  cost_center: vine.string().trim().maxLength(60).optional(),
})

const ENTRIES = 'accounting.entries'

/** An adjustment written by a person: in no balance until somebody else approves it (AC-058, AC-060). */
export const writeEntryAction: Action<Infer<typeof input>, { readonly id: bigint }> = {
  name: 'accounting.write_entry',
  title: 'Escrever lançamento manual',
  permission: 'accounting.write_entries',
  input,
  labels: {
    ...{ posted_on: 'Data', debit_account: 'Conta debitada', debit_cents: 'Valor do débito' },
    ...{ credit_account: 'Conta creditada', credit_cents: 'Valor do crédito' },
    ...{ history: 'Histórico', cost_center: 'Centro de custo' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: ENTRIES, id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await writeEntry(
      tx,
      { municipalityId, actor, at },
      {
        ...{ postedOn: given.posted_on, history: given.history },
        ...{ debitAccount: given.debit_account, debitCents: BigInt(given.debit_cents) },
        ...{ creditAccount: given.credit_account, creditCents: BigInt(given.credit_cents) },
        costCenter: given.cost_center ?? null,
      }
    )
    return { id }
  },
  describe: ({ posted_on: on, debit_account: debit, credit_account: credit, debit_cents: value }) =>
    `Lançamento manual de ${formatDate(on)}: ${formatMoney(BigInt(value))}, débito ${debit}, crédito ${credit}; espera aprovação`,
}

const one = vine.create({ id: rowId() })

const deciding = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  approves: boolean
): Action<Infer<typeof one>, EntryRow> => ({
  ...action,
  permission: 'accounting.approve_entries',
  input: one,
  labels: { id: 'Lançamento' },
  subject: (_, { id }) => ({ type: ENTRIES, id }),
  run: ({ tx, municipalityId, actor, now: at, reason }, { id }) =>
    decideEntry(tx, { municipalityId, actor, at, id: BigInt(id), approves, text: reason }),
  describe: (_, entry) =>
    `Lançamento manual de ${formatMoney(entry.amount_cents)} ${approves ? 'aprovado: está nos livros' : 'recusado'}`,
})

/** By another person with the right of supervision: only then it is in the books. */
export const approveEntryAction = deciding(
  { name: 'accounting.approve_entry', title: 'Aprovar lançamento', reason: 'none' },
  true
)

export const refuseEntryAction = deciding(
  { name: 'accounting.refuse_entry', title: 'Recusar lançamento', reason: 'required' },
  false
)
