import type { Expression, Rule } from '#core/rules/index'
import { type EventName, type PostingFacts } from '../domain/event.ts'

/* Accounts of the product's chart, and how its posting rules and their examples are written. */

export const CLIENTS = '1.1.2.2.1.01'
export const INSTALMENTS = '1.1.2.2.1.02'
export const ACTIVE_DEBT = '1.2.1.1.1.05'
export const INSCRIBED = '7.3.2.1.01'
export const TO_RECEIVE = '8.3.2.1.01'
export const WRITTEN_OFF = '3.6.5.1.03'
export const BANK = '1.1.1.1.1.19'
export const TRANSIT = '1.1.1.1.1.50'
export const TO_COLLECT = '2.1.8.8.1.01'
export const TO_TRANSFER = '2.1.8.8.1.02'
export const CREDITS = '2.1.8.9.1.01'
export const UNIDENTIFIED = '2.1.8.9.1.02'
export const FEDERAL_TAX = '3.7.2.1.1.01'
export const FEDERAL_TAX_DUE = '2.1.4.1.1.01'
export const LOCAL_TAX = '3.7.1.2.1.01'
export const LOCAL_TAX_DUE = '2.1.4.3.1.01'
export const LOAN_INTEREST = '3.4.1.1.1.01'
export const LOAN_INTEREST_DUE = '2.1.2.5.1.01'
export const OFFSET = '2.1.8.9.1.03'
export const FORGIVEN = '3.6.5.1.01'
export const PLAN_DISCOUNTS = '3.6.5.1.02'
export const PLAN_INTEREST = '4.4.2.1.04'
export const WITHHELD = '1.1.3.2.1.01'
export const ALLOWANCE = '1.1.2.9.1.01'
export const LOSS = '3.6.1.7.1.90'
export const LOSS_BACK = '4.9.7.2.1.01'
export const OPENING = '2.3.7.1.1.01'
export const COLLECTION_FEE = '4.3.3.1.05'
export const REVENUE: Readonly<Record<string, string>> = {
  water: '4.3.3.1.01',
  sewage: '4.3.3.1.02',
  other: '4.3.3.1.03',
}
export const LATE: Readonly<Record<string, string>> = {
  fine: '4.4.2.1.01',
  interest: '4.4.2.1.02',
  correction: '4.4.2.1.03',
}

export const is = (fact: keyof PostingFacts, value: string): Expression => ({
  '==': [{ var: [fact] }, value],
})
export const event = (name: EventName): Expression => is('event', name)
export const both = (...conditions: Expression[]): Expression => ({ and: conditions })

/** The account in which the money of a receipt is booked. */
export const money: Expression = {
  if: [
    is('money', 'bank'),
    BANK,
    {
      if: [is('money', 'transit'), TRANSIT, { if: [is('money', 'offset'), OFFSET, UNIDENTIFIED] }],
    },
  ],
}

export const BASIS = {
  billed: 'NBC TSP 02 (receita de transação com contraprestação, por competência); MCASP, parte II',
  third: 'MCASP, parte II (valores restituíveis): o prestador só arrecada; não é receita sua',
  receipt: 'Lei 4.320/1964, art. 35, I; MCASP, parte II (arrecadação)',
  late: 'NBC TSP 02; MCASP, parte II (encargos de mora, quando o direito surge)',
  estimate:
    'Lei 8.078/1990, art. 42, parágrafo único; NBC TSP 02: o que se faturou a mais reduz a receita',
  credit: 'MCASP, parte II: valor recebido sem contraprestação é obrigação com o usuário',
  withheld: 'Lei 9.430/1996, art. 64; IN RFB 1.234/2012: o retido antecipa o tributo do prestador',
  provision: 'MCASP, parte III (ajuste para perdas de créditos); Lei 4.320/1964, art. 39',
  opening: 'MCASP, parte II: saldos do sistema anterior entram contra resultados acumulados',
  plan: 'Código Civil, arts. 360 e 389; NBC TSP 02 (o desconto e o que se dispensa reduzem o ativo)',
  inscribed:
    'Lei 4.320/1964, art. 39; MCASP, parte III (dívida ativa): o crédito passa de clientes para dívida ativa',
  tax: 'Lei 4.320/1964, art. 85; MCASP, parte II (tributos a recolher, por competência)',
  loan: 'NBC TSP 14 (custos de empréstimos, por competência)',
  loss: 'NBC TSP Estrutura Conceitual (desreconhecimento de ativo); MCASP, parte II',
}

export const SERVICES = [
  ['water', 'Água faturada'],
  ['sewage', 'Esgoto faturado'],
  ['other', 'Outro serviço faturado'],
] as const
export const COMPONENTS = [
  ['fine', 'Multa por atraso'],
  ['interest', 'Juros de mora'],
  ['correction', 'Correção monetária'],
] as const

export const rule = (
  id: string,
  title: string,
  {
    when,
    debit,
    credit,
    because,
  }: { when: Expression; debit: Expression; credit: Expression; because: string }
): Rule => ({ id, title, when, then: { debit, credit }, because })

export const utility = { beneficiary_kind: 'utility', component: 'principal' } as const
export const third = {
  beneficiary_kind: 'third_party',
  component: 'principal',
  charge_type: 'garbage',
} as const

export const example = (
  title: string,
  facts: PostingFacts,
  ...pairs: readonly [string, string][]
) => ({
  title,
  facts: { ...facts },
  outcome: pairs.map(([debit, credit]) => ({ debit, credit })),
})
