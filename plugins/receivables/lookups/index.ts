import { type LookupType, lookupRows } from '#core/records/index'

const permissions = { read: 'receivables.read', write: 'receivables.write' } as const

export default [
  {
    name: 'receivables.charging_types',
    title: { one: 'Tipo de cobrança', many: 'Tipos de cobrança', gender: 'm' },
    help: 'Por que meio se cobra.',
    permissions,
    rows: lookupRows([
      ['invoice', 'Fatura com código de barras e Pix'],
      ['direct_debit', 'Débito em conta'],
      ['payslip', 'Consignação em folha'],
      ['guide', 'Guia avulsa'],
      ['collection_agency', 'Empresa de cobrança'],
      ['court', 'Cobrança judicial'],
    ]),
  },
  {
    name: 'receivables.release_reasons',
    title: {
      one: 'Motivo de liberação de compensação',
      many: 'Motivos de liberação de compensação',
      gender: 'm',
    },
    help: 'Por que um valor retido para compensar foi liberado ao cliente.',
    permissions,
    rows: lookupRows([
      ['proved', 'Direito comprovado'],
      ['court', 'Decisão judicial'],
      ['closed', 'Encerramento da matrícula'],
      ['refund', 'Devolução pedida pelo cliente'],
    ]),
  },
  {
    name: 'receivables.compensation_reasons',
    title: {
      one: 'Motivo de valor a compensar',
      many: 'Motivos de valores a compensar',
      gender: 'm',
    },
    help: 'De onde vem um valor que o cliente tem a compensar.',
    permissions,
    rows: lookupRows([
      ['double', 'Pagamento em dobro'],
      ['over', 'Pagamento a maior'],
      ['revision', 'Revisão de fatura paga'],
      ['overread', 'Estimativa acima do consumo'],
      ['indemnity', 'Indenização'],
    ]),
  },
  {
    name: 'receivables.reversal_reasons',
    title: {
      one: 'Motivo de estorno de pagamento',
      many: 'Motivos de estorno de pagamento',
      gender: 'm',
    },
    help: 'Por que uma baixa foi desfeita.',
    permissions,
    rows: lookupRows([
      ['wrong_item', 'Baixa na fatura errada'],
      ['bank', 'Estornado pelo banco'],
      ['bad_cheque', 'Cheque devolvido'],
      ['repeated', 'Arquivo processado em dobro'],
      ['pix_return', 'Devolução de Pix'],
    ]),
  },
  {
    name: 'receivables.transfer_reasons',
    title: {
      one: 'Motivo de transferência de pagamento',
      many: 'Motivos de transferência de pagamento',
      gender: 'm',
    },
    help: 'Por que um pagamento passou de uma fatura ou matrícula para outra.',
    permissions,
    rows: lookupRows([
      ['paid_other', 'Cliente pagou a fatura de outro imóvel'],
      ['typed_wrong', 'Código de barras digitado errado'],
      ['unidentified', 'Pagamento identificado depois'],
    ]),
  },
  {
    name: 'receivables.disallowance_reasons',
    title: { one: 'Motivo de glosa', many: 'Motivos de glosa', gender: 'm' },
    help: 'Por que um órgão pagador não aceitou pagar parte de uma fatura.',
    permissions,
    rows: lookupRows([
      ['consumption', 'Consumo contestado'],
      ['not_ours', 'Unidade que não é do órgão'],
      ['late_charges', 'Multa e juros não reconhecidos'],
      ['withheld', 'Retenção maior que a calculada'],
      ['commitment', 'Saldo do empenho insuficiente'],
    ]),
  },
] as readonly LookupType[]
