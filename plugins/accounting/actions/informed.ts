import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type InformedRow, decideInformed, informAmount } from '../services/informed_amounts.ts'

const cents = () => vine.string().regex(/^\d{1,15}$/)
const input = vine.create({
  year: vine.number().withoutDecimals().range([2000, 2200]),
  account: vine
    .string()
    .trim()
    .regex(/^\d{2}\.\d{3}(\.\w{1,6}){0,3}$/),
  debit_cents: cents(),
  credit_cents: cents(),
  source: vine.string().trim().minLength(5).maxLength(200),
})

/** What the books of another system hold of an account: counts once somebody else saw the ledger. */
export const informAmountAction: Action<Infer<typeof input>, { readonly id: bigint }> = {
  name: 'accounting.inform_amount',
  title: 'Informar valor de outro sistema',
  permission: 'accounting.write_entries',
  input,
  labels: {
    ...{ year: 'Ano', account: 'Conta AESBE', debit_cents: 'Débitos do ano' },
    ...{ credit_cents: 'Créditos do ano', source: 'De onde vem' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'accounting.informed', id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await informAmount(
      tx,
      { municipalityId, actor, at },
      {
        ...{ year: given.year, account: given.account, source: given.source },
        ...{ debitCents: BigInt(given.debit_cents), creditCents: BigInt(given.credit_cents) },
      }
    )
    return { id }
  },
  describe: ({ year, account, source }) =>
    `Movimento de ${year} da conta ${account} informado (${source}); espera a evidência e a conferência de outra pessoa`,
}

const one = vine.create({ id: rowId() })

const deciding = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  accepts: boolean
): Action<Infer<typeof one>, InformedRow> => ({
  ...action,
  permission: 'accounting.approve_entries',
  input: one,
  labels: { id: 'Valor informado' },
  subject: (_, { id }) => ({ type: 'accounting.informed', id }),
  run: ({ tx, municipalityId, actor, now: at, reason }, { id }) =>
    decideInformed(
      tx,
      { municipalityId, actor, at },
      {
        ...{ id: BigInt(id), accepts, text: reason },
      }
    ),
  describe: (_, { account, year }) =>
    `Movimento de ${year} da conta ${account} ${accepts ? 'aceito: conta nas informações' : 'recusado'}`,
})

export const acceptInformedAction = deciding(
  { name: 'accounting.accept_informed', title: 'Aceitar valor informado', reason: 'none' },
  true
)

export const refuseInformedAction = deciding(
  { name: 'accounting.refuse_informed', title: 'Recusar valor informado', reason: 'required' },
  false
)
