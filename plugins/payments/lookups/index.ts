import { type LookupType, lookupRows, systemRows } from '#core/records/index'
import { AGREEMENT_KINDS } from '../records/options.ts'

const permissions = { read: 'payments.read', write: 'payments.write' } as const
const SETTLES = { settles: true }
const ENDS = { ends_option: true }

export default [
  {
    name: 'payments.agreement_types',
    title: { one: 'Tipo de convênio bancário', many: 'Tipos de convênio bancário', gender: 'm' },
    help: 'O que se troca com o banco em cada convênio. O sistema lê os arquivos dos tipos dele; os outros servem de registro.',
    permissions,
    rows: systemRows(AGREEMENT_KINDS.map(({ value, label }) => [value, label] as const)),
  },
  {
    name: 'payments.direct_debit_occurrences',
    title: {
      one: 'Ocorrência de débito em conta',
      many: 'Ocorrências de débito em conta',
      gender: 'f',
    },
    help: 'O que o banco responde a cada débito enviado (leiaute FEBRABAN, registro F).',
    permissions,
    fields: [
      {
        name: 'settles',
        label: 'Quita a fatura',
        type: 'boolean',
        help: 'Só o débito feito quita; qualquer outra resposta deixa a fatura em aberto.',
      },
      {
        name: 'ends_option',
        label: 'Encerra a opção',
        type: 'boolean',
        help: 'O banco não voltará a debitar desta conta: a opção do cliente acaba na primeira resposta destas. As outras recusas só contam para o limite de recusas seguidas.',
      },
    ],
    rows: systemRows([
      ['00', 'Débito efetuado', SETTLES],
      ['01', 'Insuficiência de fundos'],
      ['02', 'Conta não cadastrada', ENDS],
      ['04', 'Outras restrições'],
      ['05', 'Valor acima do limite aprovado pelo cliente'],
      ['10', 'Agência em encerramento'],
      ['12', 'Valor inválido'],
      ['13', 'Data inválida'],
      ['14', 'Agência inválida', ENDS],
      ['15', 'Conta inválida', ENDS],
      ['18', 'Data do débito anterior à do processamento'],
      ['19', 'Conta não pertence ao CPF ou CNPJ informado', ENDS],
      ['20', 'Conta conjunta não solidária', ENDS],
      ['30', 'Sem contrato de débito automático', ENDS],
      ['31', 'Débito efetuado em data diferente da informada', SETTLES],
      ['96', 'Manutenção do cadastro'],
      ['97', 'Cancelamento: não encontrado'],
      ['98', 'Cancelamento: fora do prazo'],
      ['99', 'Cancelado como pedido'],
    ]),
  },
  {
    name: 'payments.direct_debit_resend_reasons',
    title: {
      one: 'Motivo de reenvio de débito em conta',
      many: 'Motivos de reenvio de débito em conta',
      gender: 'm',
    },
    help: 'Por que uma fatura foi mandada de novo ao banco para débito em conta.',
    permissions,
    rows: lookupRows([
      ['funds', 'Nova tentativa por falta de saldo'],
      ['account', 'Conta corrigida'],
      ['lost', 'Arquivo não processado pelo banco'],
      ['due_changed', 'Vencimento alterado'],
    ]),
  },
] as readonly LookupType[]
