import type { Parameter } from '#core/configuration/index'
import { TAXES_SCHEMA, type Tax, taxIssues } from '#plugins/tariffs/api'
import type { TaxesWithheld } from '../services/run/withholding_rule.ts'

/** The law's own date: rates of water and sewage to federal bodies, DARF 6190. */
const SINCE = '2012-01-11'

const tax = (code: string, title: string, percent: string): Tax => ({
  code,
  title,
  rates: [{ from: SINCE, until: null, percent } as Tax['rates'][number]],
})

/** Who keeps taxes of what it pays, and at which rates (TR-3.2.7.10). */
export const withholdingParameter: Parameter = {
  key: 'billing.withholding',
  admitsEmergency: false,
  title: 'Retenção de tributos por órgãos pagadores',
  help: 'Tipos de cliente que retêm tributos ao pagar, e as alíquotas de cada período. A fatura mostra cada tributo e pede o líquido; o código de barras é do líquido. Valem as alíquotas do dia da emissão. Sem nenhum tipo, ninguém retém: autarquias são imunes.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['customer_types', 'taxes'],
    properties: {
      customer_types: {
        title: 'Tipos de cliente que retêm',
        type: 'array',
        uniqueItems: true,
        maxItems: 20,
        items: { type: 'string', title: 'Tipo de cliente', minLength: 1, maxLength: 40 },
      },
      taxes: { ...TAXES_SCHEMA, title: 'Tributos retidos e alíquotas' },
    },
  },
  default: {
    customer_types: [],
    taxes: [
      tax('IR', 'Imposto de renda', '4.80'),
      tax('CSLL', 'CSLL', '1.00'),
      tax('COFINS', 'Cofins', '3.00'),
      tax('PIS', 'PIS/Pasep', '0.65'),
    ],
  } as never,
  because:
    'Lei 9.430/1996, art. 64, e IN RFB 1.234/2012, anexo I (código 6190): quem retém e quanto.',
  validate: (value) =>
    taxIssues((value as unknown as TaxesWithheld).taxes).map((issue) => ({
      ...issue,
      path: `/taxes${issue.path}`,
    })),
}
