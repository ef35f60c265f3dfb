import type { Parameter } from '#core/configuration/index'

export const RETENTION_YEARS = 'receivables.personal_retention_years'

export const retention: Parameter = {
  key: RETENTION_YEARS,
  title: 'Anos em que os dados de quem teve contas são guardados',
  help: 'Depois do vencimento da última conta. Antes disso o cliente não pode ser anonimizado, pois a conta ainda pode ser cobrada ou discutida.',
  schema: { type: 'integer', minimum: 5, maximum: 30 },
  default: 10,
  unit: 'years',
  because:
    'LGPD (Lei 13.709/2018), art. 16, I; Código Civil, art. 205: a tarifa prescreve em dez anos; CTN, art. 174: o tributo, em cinco.',
}
