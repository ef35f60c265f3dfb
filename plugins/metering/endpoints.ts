import type { Endpoint } from '#core/records/index'

export default [
  {
    ...{ method: 'get', path: '/api/metering/coverage', group: 'Hidrometria' },
    title: 'Índice de hidrometração e tempo médio de aferição',
    help: 'Em um dia, com os níveis dos controles AC-007 e AC-008 do Projeto Acertar.',
    permission: 'metering.read',
    query: { on: 'Dia, `AAAA-MM-DD`; hoje, quando não dito' },
    answer: 'Ligações ativas e com hidrômetro, por localidade; índice, média e níveis',
  },
] as readonly Endpoint[]
