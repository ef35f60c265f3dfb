import { type LookupType, type RecordField, lookupRows, systemRows } from '#core/records/index'

const OURS = { utility_fault: true } as const
const THEIRS = { utility_fault: false } as const
const fault: RecordField = {
  name: 'utility_fault',
  label: 'Erro do prestador',
  type: 'boolean',
  isRequired: true,
  help: 'Por erro do prestador, o cliente não paga multa nem juros e ganha novo prazo.',
}

const personal: RecordField = {
  name: 'is_personal',
  label: 'Pessoal',
  type: 'boolean',
  isRequired: true,
  help: 'A isenção é de quem responde pelo imóvel e termina quando o titular muda, se quem a registra não disser outra coisa.',
}
const OF_PERSON = { is_personal: true } as const
const OF_PREMISE = { is_personal: false } as const

const permissions = { read: 'billing.read', write: 'billing.write' } as const

export default [
  {
    name: 'billing.cancellation_reasons',
    title: { one: 'Motivo de cancelamento', many: 'Motivos de cancelamento', gender: 'm' },
    help: 'Por que uma fatura foi cancelada.',
    permissions,
    fields: [fault],
    rows: lookupRows([
      ['misread', 'Erro de leitura', OURS],
      ['wrong_registry', 'Erro de cadastro', OURS],
      ['wrong_tariff', 'Tarifa ou categoria errada', OURS],
      ['leak', 'Vazamento comprovado', THEIRS],
      ['not_served', 'Serviço não prestado', OURS],
      ['court', 'Decisão judicial', THEIRS],
      ['duplicate', 'Emitida em dobro', OURS],
    ]),
  },
  {
    name: 'billing.correction_reasons',
    title: {
      one: 'Motivo de correção de fatura',
      many: 'Motivos de correção de fatura',
      gender: 'm',
    },
    help: 'Por que uma fatura foi substituída por outra.',
    permissions,
    fields: [fault],
    rows: lookupRows([
      ['misread', 'Erro de leitura', OURS],
      ['meter_defect', 'Defeito do hidrômetro', OURS],
      ['wrong_registry', 'Cadastro errado no prestador', OURS],
      ['updated_registry', 'Cadastro atualizado pelo cliente', THEIRS],
      ['wrong_tariff', 'Tarifa ou categoria errada', OURS],
      ['wrong_service', 'Serviço cobrado por engano', OURS],
      ['not_delivered', 'Fatura não entregue a tempo', OURS],
      ['leak', 'Vazamento comprovado', THEIRS],
      ['court', 'Decisão judicial', THEIRS],
      ['request', 'A pedido do cliente', THEIRS],
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
    rows: [
      ...lookupRows([
        ['replacement', 'Substitui fatura cancelada'],
        ['closing', 'Encerramento da ligação'],
        ['request', 'A pedido do cliente'],
      ]),
      // What orders and irregularities charge is written with them.
      ...systemRows([
        ['service', 'Serviço avulso'],
        ['fine', 'Multa por irregularidade'],
      ]),
    ],
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
      ['proof', 'Comprovante de pagamento apresentado'],
    ]),
  },
  {
    name: 'billing.delivery_reasons',
    title: { one: 'Motivo de não entrega', many: 'Motivos de não entrega', gender: 'm' },
    help: 'Por que uma fatura em papel voltou sem ser entregue.',
    permissions,
    rows: lookupRows([
      ['absent', 'Ninguém para receber, sem caixa de correio'],
      ['address', 'Endereço não encontrado'],
      ['refused', 'Recebimento recusado'],
      ['vacant', 'Imóvel desocupado'],
      ['danger', 'Acesso impedido'],
      ['damaged', 'Fatura extraviada ou danificada'],
    ]),
  },
  {
    name: 'billing.exemption_reasons',
    title: { one: 'Motivo de isenção', many: 'Motivos de isenção', gender: 'm' },
    help: 'Por que um imóvel não paga um serviço.',
    permissions,
    fields: [personal],
    rows: lookupRows([
      ['law', 'Lei municipal', OF_PREMISE],
      ['own', 'Prédio do próprio prestador', OF_PREMISE],
      ['charity', 'Entidade beneficente', OF_PERSON],
      ['worship', 'Templo religioso', OF_PERSON],
      ['public', 'Prédio público municipal', OF_PREMISE],
      ['court', 'Decisão judicial', OF_PERSON],
      ['disaster', 'Calamidade', OF_PREMISE],
      ['not_served', 'Serviço não prestado no local', OF_PREMISE],
    ]),
  },
] as readonly LookupType[]
