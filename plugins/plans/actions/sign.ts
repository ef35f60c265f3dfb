import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { type SignedPlan, signPlan } from '../services/sign.ts'

const cents = () => vine.string().regex(/^\d{1,12}$/)
const percent = () => vine.string().regex(/^(\d{1,2}(\.\d{1,4})?|100(\.0{1,4})?)$/)

/** What a negotiation asks for; the simulation takes the same. */
export const termsInput = {
  debts: vine.array(vine.string().trim().minLength(3).maxLength(120)).maxLength(600).optional(),
  from_premise_id: rowId().optional(),
  instalments: vine.number().withoutDecimals().range([1, 240]),
  down_cents: cents().optional(),
  down_due_on: civilDay().optional(),
  down_slips: vine.number().withoutDecimals().range([1, 24]).optional(),
  discount_percent: percent().optional(),
  discount_law: vine.string().trim().minLength(3).maxLength(200).optional(),
}

const input = vine.create({
  premise_id: rowId(),
  ...termsInput,
  debts: vine.array(vine.string().trim().minLength(3).maxLength(120)).minLength(1).maxLength(600),
  transfer_reason: vine.string().trim().minLength(3).maxLength(300).optional(),
  transfer_authority: vine.string().trim().minLength(3).maxLength(300).optional(),
})

export const termsOf = (given: Omit<Infer<typeof input>, 'debts' | 'premise_id'>) => ({
  fromPremiseId: given.from_premise_id === undefined ? null : BigInt(given.from_premise_id),
  instalments: given.instalments,
  downCents: given.down_cents === undefined ? null : BigInt(given.down_cents),
  ...{ downDueOn: given.down_due_on ?? null, downSlips: given.down_slips ?? 1 },
  ...{ discountPercent: given.discount_percent ?? '0', discountLaw: given.discount_law ?? null },
})

/** Debts become instalments in the next invoices (TR-3.2.9.2, TR-3.2.9.3). */
export const signAction: Action<Infer<typeof input>, SignedPlan> = {
  name: 'plans.sign',
  title: 'Parcelar débitos',
  permission: 'plans.negotiate',
  serviceRecord: {
    ...{ task: 'Parcelamento de débitos', group: 'Cobrança' },
    unit: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', debts: 'Débitos', from_premise_id: 'Débitos do imóvel' },
    ...{ instalments: 'Parcelas', down_cents: 'Entrada', down_due_on: 'Vencimento da entrada' },
    ...{
      down_slips: 'Boletos da entrada',
      discount_percent: 'Desconto',
      discount_law: 'Lei do desconto',
    },
    ...{ transfer_reason: 'Motivo da transferência', transfer_authority: 'Ato ou acordo' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'plans.agreements', id }),
  async run(context, given) {
    const { tx, municipalityId } = context
    const signing = {
      ...{ premiseId: BigInt(given.premise_id), keys: given.debts, ...termsOf(given) },
      transferReason: given.transfer_reason ?? null,
      transferAuthority: given.transfer_authority ?? null,
    }
    return signPlan(context, signing, await todayIn(tx, municipalityId))
  },
  describe: (_, plan) =>
    `${plan.kind === 'replan' ? 'Reparcelamento' : 'Parcelamento'} ${plan.number}: ${formatMoney(plan.negotiatedCents)}${plan.downCents > 0n ? `, entrada de ${formatMoney(plan.downCents)}` : ', sem entrada'} e ${plan.instalments} parcela(s) de ${formatMoney(plan.firstCents)}`,
}
