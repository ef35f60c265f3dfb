import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { BELONGS_TO, EXEMPTED, labelOf } from '../records/setting_options.ts'
import { type ExemptionRow, endExemption, grantExemption } from '../services/settings/exemptions.ts'

const input = vine.create({
  premise_id: rowId(),
  service: vine.enum(EXEMPTED.map(({ value }) => value)),
  from_on: civilDay(),
  until_on: civilDay().optional(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
  belongs_to: vine.enum(BELONGS_TO.map(({ value }) => value)).optional(),
  legal_basis: vine.string().trim().maxLength(200).optional(),
  remarks: vine.string().trim().maxLength(500).optional(),
})

interface Granted {
  readonly id: bigint
}

const OF_PREMISE = 'registry.premises'

/** What a premise does not pay, with term and reason (TR-3.2.7.18): loads from its first day on freeze it. */
export const grantExemptionAction: Action<Infer<typeof input>, Granted> = {
  name: 'billing.grant_exemption',
  title: 'Registrar isenção',
  permission: 'billing.exempt',
  serviceRecord: {
    task: 'Isenção de cobrança',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', service: 'Isento de', from_on: 'Desde', until_on: 'Até' },
    ...{ reason_code: 'Motivo', belongs_to: 'De quem é' },
    ...{ legal_basis: 'Base legal', remarks: 'Observações' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'billing.exemptions', id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await grantExemption(tx, {
      ...{ municipalityId, actor, at, premiseId: BigInt(given.premise_id) },
      ...{ service: given.service, from: given.from_on, until: given.until_on },
      ...{ reasonCode: given.reason_code, legalBasis: given.legal_basis, remarks: given.remarks },
      belongsTo: given.belongs_to,
    })
    return { id }
  },
  describe: ({ service, from_on: from, until_on: until }) =>
    `Isenção registrada: ${labelOf(EXEMPTED, service)}, desde ${formatDate(from)}${until ? ` até ${formatDate(until)}` : ''}`,
}

const endInput = vine.create({ id: rowId(), on: civilDay() })

/** The exemption ends; the next load charges again. */
export const endExemptionAction: Action<Infer<typeof endInput>, ExemptionRow> = {
  name: 'billing.end_exemption',
  title: 'Encerrar isenção',
  permission: 'billing.exempt',
  serviceRecord: {
    task: 'Fim de isenção de cobrança',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: endInput,
  labels: { id: 'Isenção', on: 'Último dia' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'billing.exemptions', id }),
  run: ({ tx, municipalityId, actor }, { id, on }) =>
    endExemption(tx, { municipalityId, id: BigInt(id), on, by: actor.name }),
  describe: ({ on }, { service }) =>
    `Isenção encerrada: ${labelOf(EXEMPTED, service)}, último dia ${formatDate(on)}`,
}
