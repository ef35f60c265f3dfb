import type { Parameter } from '#core/configuration/index'

export const LEAD_DAYS = 'debits.lead_days'
export const MINIMUM_DAYS = 'debits.minimum_days'
export const CANCEL_DAYS = 'debits.cancel_days'
export const MAXIMUM_CENTS = 'debits.maximum_cents'
export const REFUSALS = 'debits.refusals_to_end'

export default [
  {
    key: LEAD_DAYS,
    title: 'Antecedência do envio ao banco',
    help: 'Quantos dias antes do vencimento a fatura em débito em conta entra na remessa. Cada convênio pode ter a sua, em “Condições dos convênios de débito”.',
    schema: { type: 'integer', minimum: 1, maximum: 60 },
    default: 10,
    unit: 'dias',
    because: 'Padrão do produto: os bancos costumam pedir de 2 a 10 dias úteis.',
  },
  {
    key: MINIMUM_DAYS,
    title: 'Prazo mínimo do banco para debitar',
    help: 'Com menos dias do que isto até o vencimento, a fatura não vai ao banco: sai, ou volta, para pagamento com código de barras e Pix.',
    schema: { type: 'integer', minimum: 0, maximum: 30 },
    default: 2,
    unit: 'dias',
    because: 'Padrão do produto, conforme o manual da FEBRABAN.',
  },
  {
    key: CANCEL_DAYS,
    title: 'Prazo do banco para cancelar um débito',
    help: 'Até quantos dias antes do débito o banco aceita o cancelamento. Depois disso a fatura enviada fica bloqueada para correção e cancelamento até o retorno.',
    schema: { type: 'integer', minimum: 0, maximum: 30 },
    default: 2,
    unit: 'dias',
    because: 'Padrão do produto, conforme o manual da FEBRABAN.',
  },
  {
    key: MAXIMUM_CENTS,
    title: 'Valor máximo de um débito',
    help: 'Em centavos. Fatura de valor maior não vai a débito: sai com código de barras e Pix, para que um erro de leitura não esvazie a conta do cliente. Zero: sem limite.',
    schema: { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
    default: 0,
    unit: 'centavos',
    because: 'Padrão do produto: sem limite; o cliente pode fixar o dele no banco.',
  },
  {
    key: REFUSALS,
    title: 'Recusas seguidas que encerram a opção',
    help: 'Depois de tantos débitos seguidos que o banco não fez, a opção do cliente é encerrada e as faturas voltam a ter código de barras. As ocorrências marcadas com “Encerra a opção” a encerram na primeira.',
    schema: { type: 'integer', minimum: 1, maximum: 24 },
    default: 3,
    unit: 'recusas',
    because: 'Padrão do produto.',
  },
] as readonly Parameter[]
