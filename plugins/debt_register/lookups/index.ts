import type { LookupRow, LookupType } from '#core/records/index'

const situation = (code: string, title: string, isOver = false): LookupRow => ({
  ...{ code, title },
  values: { is_over: isOver },
})

export default [
  {
    name: 'debt_register.court_situations',
    title: { one: 'Situação de execução', many: 'Situações de execução', gender: 'f' },
    help: 'Por onde passa uma execução fiscal. As que encerram a execução deixam os lançamentos em dívida ativa, fora do juízo.',
    permissions: { read: 'debt_register.read', write: 'debt_register.configure' },
    fields: [{ name: 'is_over', label: 'Encerra a execução', type: 'boolean' }],
    rows: [
      { ...situation('filed', 'Distribuída'), isSystem: true },
      situation('cited', 'Devedor citado'),
      situation('secured', 'Com penhora ou garantia'),
      situation('contested', 'Com embargos'),
      situation('suspended', 'Suspensa'),
      situation('shelved', 'Arquivada sem baixa'),
      situation('ended', 'Extinta', true),
    ],
  },
] as readonly LookupType[]
