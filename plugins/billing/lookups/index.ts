import { type LookupType, lookupRows } from '#core/records/index'

const permissions = { read: 'billing.read', write: 'billing.write' } as const

export default [
  {
    name: 'billing.cancellation_reasons',
    title: { one: 'Motivo de cancelamento', many: 'Motivos de cancelamento', gender: 'm' },
    help: 'Por que uma fatura foi cancelada.',
    permissions,
    rows: lookupRows([
      ['misread', 'Erro de leitura'],
      ['wrong_registry', 'Erro de cadastro'],
      ['wrong_tariff', 'Tarifa ou categoria errada'],
      ['leak', 'Vazamento comprovado'],
      ['not_served', 'Serviço não prestado'],
      ['court', 'Decisão judicial'],
      ['duplicate', 'Emitida em dobro'],
    ]),
  },
  {
    name: 'billing.issue_reasons',
    title: {
      one: 'Motivo de emissão de fatura',
      many: 'Motivos de emissão de fatura',
      gender: 'm',
    },
    help: 'Por que uma fatura foi emitida fora da rodada do mês.',
    permissions,
    rows: lookupRows([
      ['replacement', 'Substitui fatura cancelada'],
      ['closing', 'Encerramento da ligação'],
      ['service', 'Serviço avulso'],
      ['request', 'A pedido do cliente'],
      ['fine', 'Multa por irregularidade'],
    ]),
  },
  {
    name: 'billing.situation_reasons',
    title: {
      one: 'Motivo de situação de fatura',
      many: 'Motivos de situação de fatura',
      gender: 'm',
    },
    help: 'Por que uma fatura está em análise, suspensa ou fora da cobrança.',
    permissions,
    rows: lookupRows([
      ['claim', 'Em contestação'],
      ['court', 'Suspensa pela justiça'],
      ['review', 'Em revisão'],
      ['barred', 'Prescrita'],
      ['exempt', 'Isenta por lei'],
    ]),
  },
] as readonly LookupType[]
