import type { Parameter } from '#core/configuration/index'

export const PRINTED_MONTHS = 'water_quality.printed_months'

const printedMonths: Parameter = {
  key: PRINTED_MONTHS,
  title: 'Boletim da qualidade da água na fatura',
  help: 'A fatura imprime o boletim publicado mais novo do sistema que abastece o imóvel, se for de até tantos meses antes da emissão. Mais velho que isso, imprime só onde obter as informações.',
  schema: { title: 'Meses', type: 'integer', minimum: 1, maximum: 12 },
  default: 3,
  because:
    'Decreto 5.440/2005, anexo: a conta mensal traz o resumo mensal dos resultados das análises.',
}

export default [printedMonths] as readonly Parameter[]
