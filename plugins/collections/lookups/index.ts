import { type LookupType, lookupRows } from '#core/records/index'
import { MEANINGS } from '../records/options.ts'

const as = (meaning: string) => ({ meaning })

export default [
  {
    name: 'collections.results',
    title: { one: 'Resultado de contato', many: 'Resultados de contato', gender: 'm' },
    help: 'O que pode resultar de um contato de cobrança. O que cada um significa diz se conta como atendido no desempenho das campanhas.',
    permissions: { read: 'collections.read', write: 'collections.manage' },
    fields: [
      { name: 'meaning', label: 'Significa', type: 'enum', options: MEANINGS, isRequired: true },
    ],
    rows: lookupRows([
      ['promised', 'Prometeu pagar', as('answered')],
      ['says_paid', 'Diz que já pagou', as('answered')],
      ['negotiate', 'Quer negociar', as('answered')],
      ['disputes', 'Contesta o débito', as('answered')],
      ['refuses', 'Não vai pagar', as('answered')],
      ['message', 'Recado com outra pessoa', as('answered')],
      ['transferred', 'Passado ao atendimento', as('transferred')],
      ['no_answer', 'Não atendeu', as('unanswered')],
      ['busy', 'Ocupado', as('busy')],
      ['wrong_number', 'Número errado ou inexistente', as('invalid')],
    ]),
  },
] as readonly LookupType[]
