import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ACCOUNTING_POSTING_UNKNOWN: {
    status: 404,
    message: 'There is no posting {id} in this municipality',
    pt: 'O lançamento {id} não existe neste município. Procure-o na lista de lançamentos.',
  },
  E_ACCOUNTING_PERIOD: {
    status: 422,
    message: 'A period from {from} until {until} is not one',
    pt: 'O período de {from} a {until} não vale: a data inicial vem antes da final, as duas como dia, mês e ano.',
  },
  E_ACCOUNTING_NOT_READY: {
    status: 409,
    message: 'Month {reference} cannot be closed: {why}',
    pt: '{reference} não foi fechado. {why}',
  },
  E_ACCOUNTING_PERIOD_UNKNOWN: {
    status: 404,
    message: 'There is no accounting period {id} in this municipality',
    pt: 'O fechamento {id} não existe neste município. Procure-o na lista de meses fechados.',
  },
  E_ACCOUNTING_PERIOD_STATE: {
    status: 409,
    message: 'The state of month {reference} does not admit this',
    pt: 'A situação de {reference} mudou e não permite mais isto. Abra o mês de novo e confira.',
  },
  E_ACCOUNTING_PERIOD_LAST: {
    status: 409,
    message: 'Month {reference} is not the last closed one, which is {last}',
    pt: '{reference} não é o último mês fechado. Reabra antes {last}.',
  },
  E_ACCOUNTING_FINDING_STATE: {
    status: 409,
    message: 'Finding {id} is of a month that is reviewed or was closed anew',
    pt: 'A variação {id} não pode mais ser explicada: o mês dela já foi revisado, reaberto ou fechado de novo.',
  },
  E_ACCOUNTING_FINDINGS: {
    status: 409,
    message: '{n} findings of {reference} are not explained',
    pt: 'Faltam explicar {n} variação(ões) de {reference} antes de assinar a revisão. Abra o mês e explique cada uma.',
  },
  E_ACCOUNTING_INFORMED_TWICE: {
    status: 409,
    message: 'Account {account} of {year} was informed already',
    pt: 'A conta {account} de {year} já foi informada. Recuse a anterior, ou confira o ano e a conta.',
  },
  E_ACCOUNTING_INFORMED_STATE: {
    status: 409,
    message: 'Informed amount {id} does not wait for a decision',
    pt: 'O valor informado {id} não espera mais conferência. Abra-o para ver o que houve.',
  },
  E_ACCOUNTING_EVIDENCE: {
    status: 422,
    message: 'Record {id} has no evidence attached',
    pt: 'Falta anexar a evidência. Abra o registro, anexe o documento e tente de novo.',
  },
  E_ACCOUNTING_TAX_UNKNOWN: {
    status: 404,
    message: 'There is no tax assessment {id} in this municipality',
    pt: 'A apuração {id} não existe neste município. Procure-a na lista.',
  },
  E_ACCOUNTING_TAX_STATE: {
    status: 409,
    message: 'The tax assessment of {reference} is decided',
    pt: 'A apuração de tributos de {reference} já foi decidida. Abra-a para ver por quem.',
  },
  E_ACCOUNTING_TAX_UNAPPROVED: {
    status: 409,
    message: 'The tax assessment of {reference} is not approved',
    pt: 'A apuração de tributos de {reference} não está aprovada. Só se lança o que outra pessoa aprovou.',
  },
  E_ACCOUNTING_TAX_APPROVER: {
    status: 403,
    message: '{name} is not in the list of who approves tax assessments',
    pt: '{name} não está na lista de quem aprova a apuração de tributos (parâmetro Quem aprova a apuração de tributos).',
  },
  E_ACCOUNTING_LOAN_TWICE: {
    status: 409,
    message: 'Loan {number} is registered already',
    pt: 'O contrato {number} já está registrado. Procure-o na lista.',
  },
  E_ACCOUNTING_LOAN_STATE: {
    status: 409,
    message: 'The state of loan month {id} does not admit this',
    pt: 'Este mês do contrato não admite mais isto: foi importado, conferido ou lançado. Abra-o de novo e confira.',
  },
  E_ACCOUNTING_SAME_PERSON: {
    status: 403,
    message: 'The same person asked for and decides on {what}',
    pt: 'Você pediu {what}: quem decide tem de ser outra pessoa.',
  },
  E_ACCOUNTING_CLOSED: {
    status: 409,
    message: 'Day {on} belongs to a closed month; the first open day is {open}',
    pt: 'O dia {on} é de um mês fechado. O primeiro dia aberto é {open}; para lançar antes, peça a reabertura do mês.',
  },
  E_ACCOUNTING_UNBALANCED: {
    status: 422,
    message: 'Debit of {debit} and credit of {credit} differ',
    pt: 'O débito ({debit}) e o crédito ({credit}) têm de ser do mesmo valor.',
  },
  E_ACCOUNTING_ACCOUNT: {
    status: 422,
    message: 'Account refused: {why}',
    pt: '{why} Escolha uma conta analítica do plano em vigor nesse dia.',
  },
  E_ACCOUNTING_SAME_ACCOUNT: {
    status: 422,
    message: 'Account {account} is both debited and credited',
    pt: 'A conta {account} não pode ser debitada e creditada no mesmo lançamento.',
  },
  E_ACCOUNTING_COST_CENTER: {
    status: 422,
    message: 'Manual entries need a cost centre',
    pt: 'Escreva o centro de custo: este prestador o exige em lançamentos manuais.',
  },
  E_ACCOUNTING_ENTRY_STATE: {
    status: 409,
    message: 'Entry {id} is not waiting',
    pt: 'O lançamento manual {id} já foi decidido ou não existe neste município.',
  },
  E_ACCOUNTING_ACCOUNT_TAKEN: {
    status: 409,
    message: 'Account {code} stands already',
    pt: 'O código {code} já é da conta {title}. Escolha outro código ou altere essa conta.',
  },
  E_ACCOUNTING_ACCOUNT_UNKNOWN: {
    status: 404,
    message: 'There is no account {code} in the chart',
    pt: 'A conta {code} não está no plano de contas.',
  },
  E_ACCOUNTING_ACCOUNT_USED: {
    status: 409,
    message: 'Account {code} has entries',
    pt: 'A conta {code}, ou uma abaixo dela, tem lançamentos e não pode ser excluída. Bloqueie-a: ela deixa de receber lançamentos e o que tem fica.',
  },
  E_ACCOUNTING_EXPORT_UNKNOWN: {
    status: 404,
    message: 'There is no export {id} in this municipality',
    pt: 'O arquivo contábil {id} não existe neste município. Procure-o na lista de arquivos.',
  },
  E_ACCOUNTING_PROVISION_STATE: {
    status: 409,
    message: 'Provision {id} is not waiting for review',
    pt: 'A provisão {id} já foi decidida ou não existe neste município.',
  },
  E_ACCOUNTING_PROVISION_POSTED: {
    status: 409,
    message: 'The provision of {reference} is posted',
    pt: 'A provisão de {reference} já foi lançada. Calcule a do mês seguinte, que acerta a diferença.',
  },
})
