import { type Operation, choice, text } from './operation.ts'
import { ADDRESS_KINDS, AREAS, DELIVERIES } from './options.ts'

const kind = choice('kind', 'Endereço', ADDRESS_KINDS)

/** Where a premise is and where its bills go. */
export const ADDRESS_OPERATIONS: Readonly<Record<string, Operation>> = {
  'address': {
    action: 'registry.premises.set_address',
    title: 'Outro endereço do imóvel',
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
    reason: 'none',
    button: 'Guardar endereço',
  },
  'exchange-address': {
    action: 'registry.premises.exchange_address',
    title: 'Trocar com o endereço principal',
    help: 'O endereço escolhido passa a ser o físico, e o físico passa para o lugar dele. As faturas continuam indo para o mesmo endereço de antes.',
    fields: [kind],
    reason: 'required',
    button: 'Trocar endereços',
  },
  'deactivate-address': {
    action: 'registry.premises.deactivate_address',
    title: 'Desativar outro endereço',
    help: 'O endereço fica no cadastro, sem uso. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [kind],
    reason: 'optional',
    button: 'Desativar endereço',
  },
  'remove-address': {
    action: 'registry.premises.remove_address',
    title: 'Remover outro endereço',
    help: 'O endereço sai do cadastro; o histórico diz que existiu. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [kind],
    reason: 'none',
    button: 'Remover endereço',
  },
  'delivery': {
    action: 'registry.premises.choose_delivery',
    title: 'Endereço de entrega da fatura',
    help: 'Vale a partir da próxima carga de leitura.',
    fields: [choice('delivery', 'Entregar no', DELIVERIES)],
    reason: 'none',
    button: 'Escolher',
  },
  'area': {
    action: 'registry.premises.set_area',
    title: 'Dizer se é urbano ou rural',
    help: 'O que se diz aqui vale antes do perímetro do mapa.',
    fields: [choice('area', 'Área', AREAS)],
    reason: 'none',
    button: 'Guardar',
  },
}
