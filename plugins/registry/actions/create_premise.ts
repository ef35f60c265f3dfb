import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { checkPropertyRegistration } from '../services/check_property_registration.ts'
import { type CreatedPremise, createPremise } from '../services/create_premise.ts'
import { premiseAttributes, sewageClass, zipCode } from './inputs.ts'

const isNotMaster = (field: { data: { kind?: unknown } }) =>
  field.data.kind !== 'condominium_master'

const input = vine.create({
  kind: vine.enum(['single', 'condominium_master', 'condominium_child']),
  parent_id: rowId().optional().requiredWhen('kind', '=', 'condominium_child'),
  fraction: vine
    .string()
    .regex(/^(0\.\d{1,8}|1(\.0{1,8})?)$/)
    .optional(),
  street_id: rowId().optional(),
  street: vine.string().minLength(1).maxLength(120).optional().requiredIfMissing('street_id'),
  number: vine.string().maxLength(10).optional(),
  complement: vine.string().maxLength(60).optional(),
  district: vine.string().minLength(1).maxLength(80).optional().requiredIfMissing('street_id'),
  zip_code: zipCode().optional(),
  locality_id: rowId(),
  billing_group_id: rowId(),
  ...premiseAttributes,
  due_day: vine.number().withoutDecimals().range([1, 31]).optional(),
  category: vine.string().maxLength(6).optional().requiredWhen(isNotMaster),
  economies: vine
    .number()
    .withoutDecimals()
    .range([1, 9999])
    .optional()
    .requiredIfExists('category'),
  holder_id: rowId(),
  holder_from: civilDay(),
  water_connected_on: civilDay().optional(),
  sewage_connected_on: civilDay().optional(),
  sewage_class: sewageClass().optional().requiredIfExists('sewage_connected_on'),
})

export type CreatePremiseInput = Infer<typeof input>

/** Registers a premise with its economies, its holder and its first connections, under a number that the system gives. */
export const createPremiseAction: Action<CreatePremiseInput, CreatedPremise> = {
  name: 'registry.premises.create',
  serviceRecord: { task: 'Cadastro de imóvel', group: 'Cadastro' },
  title: 'Cadastrar imóvel',
  permission: 'registry.write',
  input,
  reason: 'none',
  subject: (_, { id }) => ({ type: 'registry.premises', id }),
  async run({ tx, municipalityId, emit }, given) {
    await checkPropertyRegistration(
      { tx, municipalityId },
      { id: null, number: given.property_tax_number }
    )
    const created = await createPremise(tx, municipalityId, given)
    emit('registry.premise_created', {
      premise_id: String(created.id),
      registration_number: created.registrationNumber,
    })
    return created
  },
  describe: (given, { registrationNumber, address }) =>
    `Imóvel ${registrationNumber} cadastrado: ${address.street}, ${given.number ?? 's/n'}, ${address.district}` +
    (address.warning ? `. Atenção: ${address.warning.replace(/\.$/, '')}` : ''),
}
