import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import {
  type Ended,
  type Registered,
  endBenefit,
  registerBenefit,
} from '../services/social_benefits.ts'
import { subject } from './change_holder.ts'

const base = { permission: 'registry.write', subject } as const

const input = vine.create({
  premise_id: rowId(),
  customer_id: rowId(),
  programme: vine.enum(['cadunico', 'bpc']),
  programme_number: vine
    .string()
    .trim()
    .transform((text) => text.replace(/\D/g, '')),
  income_cents: vine.string().regex(/^\d{1,12}$/),
  family_size: vine.number().withoutDecimals().range([1, 50]),
  from_on: civilDay(),
})

/** Registers a household in the social tariff, refused with every criterion not met (Lei 14.898/2024, AC-005). */
export const registerBenefitAction: Action<Infer<typeof input>, Registered> = {
  ...base,
  name: 'registry.premises.register_social_tariff',
  serviceRecord: { task: 'Inclusão na tarifa social', group: 'Cadastro' },
  title: 'Incluir na tarifa social',
  input,
  labels: {
    ...{ premise_id: 'Imóvel', customer_id: 'Beneficiário', programme: 'Programa' },
    ...{ programme_number: 'NIS ou número do benefício', income_cents: 'Renda da família' },
    ...{ family_size: 'Pessoas na família', from_on: 'Vale desde' },
  },
  reason: 'optional',
  run: (context, given) =>
    registerBenefit(context, {
      ...{ premiseId: BigInt(given.premise_id), customerId: BigInt(given.customer_id) },
      ...{ programme: given.programme, programmeNumber: given.programme_number },
      ...{ incomeCents: BigInt(given.income_cents), familySize: given.family_size },
      from: given.from_on,
    }),
  describe: ({ from_on: from }, { name, until }) =>
    `Tarifa social para ${name}, de ${formatDate(from)} a ${formatDate(until)}`,
}

const endInput = vine.create({
  premise_id: rowId(),
  on: civilDay(),
  cause: vine.enum(['criteria', 'irregularity', 'asked']),
})

/** Ends a benefit: kept for the months of the law, or at once for an irregularity and at the customer's own request. */
export const endBenefitAction: Action<Infer<typeof endInput>, Ended> = {
  ...base,
  name: 'registry.premises.end_social_tariff',
  serviceRecord: { task: 'Exclusão da tarifa social', group: 'Cadastro' },
  title: 'Encerrar tarifa social',
  input: endInput,
  labels: { premise_id: 'Imóvel', on: 'Dia', cause: 'Por que termina' },
  reason: 'required',
  run: (context, { premise_id: id, on, cause }) =>
    endBenefit(context, { premiseId: BigInt(id), on, cause }),
  describe: ({ on }, { last }) =>
    last === on
      ? `Tarifa social encerrada em ${formatDate(on)}`
      : `Tarifa social mantida até ${formatDate(last)}, com aviso nas faturas`,
}
