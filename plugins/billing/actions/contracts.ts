import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { CONTRACT_KINDS, labelOf } from '../records/setting_options.ts'
import { type ContractRow, endContract, signContract } from '../services/settings/contracts.ts'

const volume = () =>
  vine
    .string()
    .regex(/^\d{1,8}(\.\d{1,6})?$/)
    .optional()

const input = vine.create({
  number: vine.string().trim().minLength(1).maxLength(40),
  premise_id: rowId(),
  service: vine.enum(['water', 'sewage', 'garbage']),
  kind: vine.enum(['fixed_volume', 'min_max', 'fixed_value', 'demand']),
  from_on: civilDay(),
  until_on: civilDay().optional(),
  volume_m3: volume(),
  min_m3: volume(),
  max_m3: volume(),
  above_max: vine.enum(['capped', 'tariff']).optional(),
  value_cents: vine
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
  excess_price: volume(),
  remarks: vine.string().trim().maxLength(500).optional(),
})

interface Signed {
  readonly id: bigint
}

const OF_PREMISE = 'registry.premises'

/** Water, sewage or solid waste charged as a contract agrees (TR-3.2.7.19): loads from its first day on freeze it. */
export const signContractAction: Action<Infer<typeof input>, Signed> = {
  name: 'billing.sign_contract',
  title: 'Registrar contrato de fornecimento',
  permission: 'billing.contract',
  serviceRecord: {
    task: 'Contrato de fornecimento',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ number: 'Número', premise_id: 'Imóvel', service: 'Serviço', kind: 'Tipo' },
    ...{ from_on: 'Desde', until_on: 'Até', volume_m3: 'Volume contratado' },
    ...{ min_m3: 'Consumo mínimo', max_m3: 'Consumo máximo', above_max: 'Acima do máximo' },
    ...{ value_cents: 'Valor por mês', excess_price: 'Preço do excedente' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'billing.contracts', id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await signContract(tx, {
      ...{ municipalityId, actor, at, number: given.number, premiseId: BigInt(given.premise_id) },
      ...{ service: given.service, kind: given.kind, from: given.from_on, until: given.until_on },
      terms: given,
      remarks: given.remarks,
    })
    return { id }
  },
  describe: ({ number, kind, from_on: from }) =>
    `Contrato de fornecimento ${number}: ${labelOf(CONTRACT_KINDS, kind).toLowerCase()}, desde ${formatDate(from)}`,
}

const endInput = vine.create({ id: rowId(), on: civilDay() })

/** The contract ends; the next load is charged by the tariff. */
export const endContractAction: Action<Infer<typeof endInput>, ContractRow> = {
  name: 'billing.end_contract',
  title: 'Encerrar contrato',
  permission: 'billing.contract',
  serviceRecord: {
    task: 'Fim de contrato de fornecimento',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: endInput,
  labels: { id: 'Contrato', on: 'Último dia' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'billing.contracts', id }),
  run: ({ tx, municipalityId, actor }, { id, on }) =>
    endContract(tx, { municipalityId, id: BigInt(id), on, by: actor.name }),
  describe: ({ on }, { number }) => `Contrato ${number} encerrado, último dia ${formatDate(on)}`,
}
