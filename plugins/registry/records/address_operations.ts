import type { RecordOperation } from '#core/records/index'
import { choice, text } from './operation.ts'
import { ADDRESS_KINDS, AREAS, DELIVERIES } from './options.ts'

const kind = choice('kind', 'Endereço', ADDRESS_KINDS)

/** Where a premise is and where its bills go. */
export const ADDRESS_OPERATIONS: Readonly<Record<string, RecordOperation>> = {
  'address': {
    action: 'registry.premises.set_address',
    help: 'Além do endereço físico, que não se remove, o imóvel pode ter um endereço alternativo e um secundário.',
    fields: [
      kind,
      text('recipient', 'Aos cuidados de'),
      text('street', 'Logradouro', { isRequired: true, maxLength: 120 }),
      text('number', 'Número', { maxLength: 10 }),
      text('complement', 'Complemento', { maxLength: 60 }),
      text('district', 'Bairro'),
      text('city', 'Cidade', { isRequired: true }),
      text('state', 'UF', { isRequired: true, maxLength: 2, help: 'Duas letras: MT.' }),
      text('zip_code', 'CEP', { maxLength: 9 }),
      { name: 'is_delivery', label: 'Entregar as faturas neste endereço', type: 'boolean' },
    ],
    button: 'Guardar endereço',
  },
  'exchange-address': {
    action: 'registry.premises.exchange_address',
    help: 'O endereço escolhido passa a ser o físico, e o físico passa para o lugar dele. As faturas continuam indo para o mesmo endereço de antes.',
    fields: [kind],
    button: 'Trocar endereços',
  },
  'deactivate-address': {
    action: 'registry.premises.deactivate_address',
    help: 'O endereço fica no cadastro, sem uso. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [kind],
    button: 'Desativar endereço',
  },
  'remove-address': {
    action: 'registry.premises.remove_address',
    help: 'O endereço sai do cadastro; o histórico diz que existiu. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [kind],
    button: 'Remover endereço',
  },
  'delivery': {
    action: 'registry.premises.choose_delivery',
    help: 'Vale a partir da próxima carga de leitura.',
    fields: [choice('delivery', 'Entregar no', DELIVERIES)],
    initial: async ({ row }) => ({ delivery: String(row.delivery) }),
    button: 'Escolher',
  },
  'area': {
    action: 'registry.premises.set_area',
    help: 'O que se diz aqui vale antes do perímetro do mapa.',
    fields: [choice('area', 'Área', AREAS)],
    button: 'Guardar',
  },
}
