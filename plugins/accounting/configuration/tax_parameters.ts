import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { REVENUE_KINDS } from '../domain/revenue_taxes.ts'

export const REVENUE_TAXES = 'accounting.revenue_taxes'
export const TAX_APPROVERS = 'accounting.tax_approvers'

const PIS = 'Lei 10.637/2002, art. 2º'
const COFINS = 'Lei 10.833/2003, art. 2º'

const rates: Parameter = {
  key: REVENUE_TAXES,
  title: 'Tributos sobre a receita',
  help: 'A alíquota de cada tributo sobre cada tipo de receita, com a lei que a fixa. Ponha as do regime do prestador: uma autarquia, por exemplo, recolhe PASEP de 1 % e não deve COFINS nem ISS. Alíquota zero diz que se sabe que o tributo não é devido; tributo sem nenhuma linha conta como não configurado.',
  schema: {
    type: 'array',
    maxItems: 100,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['tax', 'revenue', 'percent', 'because'],
      properties: {
        tax: {
          ...{ title: 'Tributo', type: 'string', minLength: 2, maxLength: 40 },
          description: 'PIS/PASEP, COFINS, ISS ou outro.',
        },
        revenue: {
          title: 'Receita',
          enum: [...REVENUE_KINDS],
          enumTitles: ['Água', 'Esgoto', 'Serviços', 'Multas e juros'],
        },
        percent: {
          ...{ title: 'Alíquota', type: 'string', pattern: String.raw`^\d{1,2}(\.\d{1,4})?$` },
          unit: 'percent',
        },
        because: { title: 'Lei', type: 'string', minLength: 5, maxLength: 200 },
      },
    },
  },
  default: [
    ...(['water', 'sewage', 'service'] as const).flatMap((revenue) => [
      { tax: 'PIS/PASEP', revenue, percent: '1.65', because: PIS },
      { tax: 'COFINS', revenue, percent: '7.6', because: COFINS },
    ]),
    {
      ...{ tax: 'ISS', revenue: 'service', percent: '5' },
      because: 'Lei Complementar 116/2003, art. 8º, II (água e esgoto não estão na lista)',
    },
  ] as unknown as Json,
  because:
    'Regime não cumulativo (Leis 10.637/2002 e 10.833/2003) e LC 116/2003; cada prestador põe o seu regime.',
  validate: (value) => {
    const keys = (value as unknown as { tax: string; revenue: string }[]).map(
      ({ tax, revenue }) => `${tax}|${revenue}`
    )
    const twice = keys.find((key, at) => keys.indexOf(key) !== at)
    if (twice === undefined) return []
    return [
      {
        ...{ code: 'accounting_tax_twice', severity: 'critical' as const, path: '' },
        message: `O tributo ${twice.split('|')[0]} tem duas alíquotas para a mesma receita: o imposto seria calculado duas vezes.`,
      },
    ]
  },
}

const approvers: Parameter = {
  key: TAX_APPROVERS,
  title: 'Quem aprova a apuração de tributos',
  help: 'Os usuários (pelo e-mail com que entram) que a direção autorizou a aprovar a apuração dos tributos, além de terem a permissão. Vazia: todos os que têm a permissão. Quem apurou nunca aprova.',
  schema: {
    type: 'array',
    maxItems: 50,
    items: { title: 'Usuário', type: 'string', minLength: 3, maxLength: 120 },
  },
  default: [],
  because: 'Manual Acertar (2017), tributos: aprovação formal por empregado autorizado (AC-045).',
}

export const taxParameters: readonly Parameter[] = [rates, approvers]
