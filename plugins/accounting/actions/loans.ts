import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  LOANS,
  LOAN_MONTHS,
  type LoanMonthRow,
  acceptLoanMonth,
  importLoanMonth,
  postLoanMonth,
  registerLoan,
} from '../services/loans.ts'

const PERMISSION = 'accounting.loans'
const cents = () => vine.string().regex(/^\d{1,15}$/)

const contract = vine.create({
  number: vine.string().trim().minLength(1).maxLength(40),
  creditor: vine.string().trim().minLength(3).maxLength(160),
  kind: vine.enum(['loan', 'financing', 'funding'] as const),
  signed_on: civilDay(),
  principal_cents: vine.string().regex(/^[1-9]\d{0,14}$/),
  monthly_percent: vine.string().regex(/^\d{1,3}(\.\d{1,6})?$/),
  index_name: vine.string().trim().maxLength(40).optional(),
  instalments: vine.number().withoutDecimals().range([1, 600]),
  first_due_on: civilDay(),
})

/** A loan with its months worked out: equal amortisations and the interest on what is owed (AC-021). */
export const registerLoanAction: Action<Infer<typeof contract>, { readonly id: bigint }> = {
  name: 'accounting.register_loan',
  title: 'Registrar contrato de empréstimo',
  permission: PERMISSION,
  input: contract,
  labels: {
    ...{ number: 'Contrato', creditor: 'Credor', kind: 'Tipo', signed_on: 'Assinado em' },
    ...{ principal_cents: 'Principal', monthly_percent: 'Juros ao mês', index_name: 'Índice' },
    ...{ instalments: 'Amortizações', first_due_on: 'Primeiro vencimento' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: LOANS, id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await registerLoan(
      tx,
      { municipalityId, actor, at },
      {
        ...{ number: given.number, creditor: given.creditor, kind: given.kind },
        ...{ signedOn: given.signed_on, principalCents: BigInt(given.principal_cents) },
        ...{ monthlyPercent: given.monthly_percent, indexName: given.index_name ?? null },
        ...{ instalments: given.instalments, firstDueOn: given.first_due_on },
      }
    )
    return { id }
  },
  describe: ({ number, creditor, principal_cents: principal, instalments }) =>
    `Contrato ${number} com ${creditor}: ${formatMoney(BigInt(principal))} em ${instalments} amortizações`,
}

const imported = vine.create({
  ...{ id: rowId(), interest_cents: cents(), variation_cents: vine.string().regex(/^-?\d{1,15}$/) },
  fee_cents: cents(),
  source: vine.string().trim().minLength(5).maxLength(200),
})
const subject = ({ id }: { readonly id: number }) => ({ type: LOAN_MONTHS, id: BigInt(id) })
const told = ({ number, reference }: LoanMonthRow) =>
  `contrato ${number}, ${formatRefMonth(refMonth(reference))}`

/** Values of the financial system in place of those worked out: marked as such, with evidence. */
export const importLoanMonthAction: Action<Infer<typeof imported>, LoanMonthRow> = {
  name: 'accounting.import_loan_month',
  title: 'Trazer valores do sistema financeiro',
  permission: PERMISSION,
  input: imported,
  labels: {
    ...{ id: 'Mês', interest_cents: 'Juros', variation_cents: 'Variação monetária' },
    ...{ fee_cents: 'Encargos', source: 'De onde vêm' },
  },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId, actor, now: at }, given) =>
    importLoanMonth(
      tx,
      { municipalityId, actor, at },
      {
        ...{ id: BigInt(given.id), interestCents: BigInt(given.interest_cents) },
        ...{ variationCents: BigInt(given.variation_cents), feeCents: BigInt(given.fee_cents) },
        source: given.source,
      }
    ),
  describe: ({ source }, month) =>
    `Valores importados (${source}) para o ${told(month)}; esperam a evidência e a conferência de outra pessoa`,
}

const one = vine.create({ id: rowId() })

export const acceptLoanMonthAction: Action<Infer<typeof one>, LoanMonthRow> = {
  name: 'accounting.accept_loan_month',
  title: 'Aceitar valores importados',
  permission: 'accounting.approve_entries',
  input: one,
  labels: { id: 'Mês' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId, actor, now: at }, { id }) =>
    acceptLoanMonth(tx, { municipalityId, actor, at }, BigInt(id)),
  describe: (_, month) => `Valores importados aceitos: ${told(month)}`,
}

export const postLoanMonthAction: Action<Infer<typeof one>, LoanMonthRow> = {
  name: 'accounting.post_loan_month',
  title: 'Lançar juros e encargos do mês',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Mês' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId, actor, now: at }, { id }) =>
    postLoanMonth(tx, { municipalityId, actor, at }, BigInt(id)),
  describe: (_, month) => `Juros e encargos lançados: ${told(month)}`,
}
