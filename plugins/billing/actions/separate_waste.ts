import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { endSeparateWaste, separateWasteOf } from '../services/settings/separate_waste.ts'

const input = vine.create({
  premise_id: rowId().optional(),
  billing_group_id: rowId().optional(),
  from_on: civilDay(),
  until_on: civilDay().optional(),
  remarks: vine.string().trim().maxLength(500).optional(),
})

const idOf = (id: number | undefined) => (id === undefined ? undefined : BigInt(id))

/** Solid waste by a paper of its own, of a unit or of a group (TR-3.2.7.23): loads from its first day on freeze it. */
export const separateWasteAction: Action<Infer<typeof input>, { readonly id: bigint }> = {
  name: 'billing.separate_waste',
  title: 'Separar a fatura de resíduos',
  permission: 'billing.separate_waste',
  serviceRecord: { task: 'Fatura separada de resíduos', group: 'Faturamento' },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', billing_group_id: 'Grupo', from_on: 'Desde', until_on: 'Até' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'billing.separate_wastes', id }),
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = await separateWasteOf(tx, {
      ...{ municipalityId, actor, at, premiseId: idOf(given.premise_id) },
      ...{ groupId: idOf(given.billing_group_id), from: given.from_on, until: given.until_on },
      remarks: given.remarks,
    })
    return { id }
  },
  describe: ({ from_on: from, until_on: until }) =>
    `Resíduos sólidos em documento separado desde ${formatDate(from)}${until ? ` até ${formatDate(until)}` : ''}`,
}

const endInput = vine.create({ id: rowId(), on: civilDay() })

/** One paper again; loads after the last day freeze it. */
export const endSeparateWasteAction: Action<Infer<typeof endInput>, { readonly id: bigint }> = {
  name: 'billing.end_separate_waste',
  title: 'Voltar a uma só fatura',
  permission: 'billing.separate_waste',
  serviceRecord: { task: 'Fim da fatura separada de resíduos', group: 'Faturamento' },
  input: endInput,
  labels: { id: 'Fatura separada', on: 'Último dia' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'billing.separate_wastes', id }),
  run: ({ tx, municipalityId, actor }, { id, on }) =>
    endSeparateWaste(tx, { municipalityId, id: BigInt(id), on, by: actor.name }),
  describe: ({ on }) => `Resíduos sólidos em documento separado até ${formatDate(on)}`,
}
