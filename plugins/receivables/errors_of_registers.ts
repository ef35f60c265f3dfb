import { defineErrors } from '#core/kernel/index'

/** Refusals of beneficiaries and charge types. */
export const errors = defineErrors({
  E_RECEIVABLES_CODE: {
    status: 422,
    message: 'Code {code} has other characters than a-z, 0-9 and _',
    pt: 'O código {code} não serve: use só letras minúsculas sem acento, algarismos e sublinhado.',
  },
  E_RECEIVABLES_CODE_FIXED: {
    status: 409,
    message: 'Code {code} does not change',
    pt: 'O código {code} não muda: regras, parâmetros e cobranças já feitas o chamam assim. Mude o nome, ou cadastre outro.',
  },
  E_RECEIVABLES_UTILITY_COUNTS: {
    status: 422,
    message: 'The debts of the utility itself always count',
    pt: 'As dívidas do próprio prestador contam para corte e negativação; isso só se escolhe para terceiros. O que não se quer cobrar assim se diz na política de cobrança.',
  },
  E_RECEIVABLES_DONATION_COUNTS: {
    status: 422,
    message: 'A donation is no debt',
    pt: 'Doação é de quem quer dar: não é do prestador nem conta para corte ou negativação. Desmarque os dois.',
  },
  E_RECEIVABLES_NATURE_FIXED: {
    status: 409,
    message: 'Beneficiary {name} has charges of its nature',
    pt: '{name} já tem cobranças desta natureza, que não muda mais. Cadastre outro beneficiário para a natureza nova e passe os tipos de cobrança a ele.',
  },
  E_RECEIVABLES_TYPE_OWN: {
    status: 422,
    message: 'Charge type {type} is of the utility, not of {beneficiary}',
    pt: 'O tipo de cobrança {type} é sempre do prestador, e não de {beneficiary}. Cadastre um tipo próprio para o que é do terceiro.',
  },
})
