import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'

export const NATURES = 'accounting.revenue_natures'
export const AESBE = 'accounting.aesbe_accounts'

/** Which nature of revenue and source of funds what is received of a kind of charge belongs to. */
export interface RevenueNature {
  readonly charge_type: string
  readonly component: 'principal' | 'fine' | 'interest' | 'correction'
  readonly nature: string
  readonly source: string
}

/** Which accounts of the chart make an account of the AESBE model. */
export interface AesbeAccount {
  readonly code: string
  readonly accounts: readonly string[]
}

const natures: Parameter = {
  key: NATURES,
  title: 'Naturezas de receita do que é recebido',
  help: 'A natureza da receita orçamentária e a fonte de recursos de cada tipo de cobrança e parcela. O último algarismo da natureza separa principal (1), multa (5) e juros (6). O que não está aqui sai no mapa sem natureza.',
  schema: {
    type: 'array',
    maxItems: 500,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['charge_type', 'component', 'nature', 'source'],
      properties: {
        charge_type: {
          title: 'Tipo de cobrança (* para todos)',
          type: 'string',
          minLength: 1,
          maxLength: 40,
        },
        component: {
          title: 'Parcela',
          enum: ['principal', 'fine', 'interest', 'correction'],
          enumTitles: ['Principal', 'Multa', 'Juros', 'Correção'],
        },
        nature: {
          title: 'Natureza',
          type: 'string',
          pattern: '^[0-9](\\.?[0-9]){7,}$',
          maxLength: 30,
        },
        source: { title: 'Fonte', type: 'string', minLength: 1, maxLength: 20 },
      },
    },
  },
  default: [],
  because: 'Ementário da receita (STN): o código de água e esgoto é de cada município.',
}

const repeated = (rows: readonly AesbeAccount[]): string[] => {
  const all = rows.flatMap(({ accounts }) => accounts)
  return [...new Set(all.filter((account, at) => all.indexOf(account) !== at))]
}

const aesbe: Parameter = {
  key: AESBE,
  title: 'Contas do modelo AESBE (SNIS)',
  help: 'Quais contas do plano formam cada conta do modelo AESBE, que o SNIS usa: receita direta de água (31.110) e de esgoto (31.210), indireta de água (31.120) e de esgoto (31.220), o ajuste para perdas (11.280), os juros da dívida (46.100 a 46.800), os empréstimos (21.220, 21.240 e 21.251) e a depreciação (41.100 a 43.300, subcontas 501 e 503). Uma conta do plano entra numa só.',
  schema: {
    type: 'array',
    maxItems: 200,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['code', 'accounts'],
      properties: {
        code: {
          title: 'Conta AESBE',
          type: 'string',
          pattern: '^\\d{2}\\.\\d{3}(\\.\\w{1,6}){0,3}$',
        },
        accounts: {
          title: 'Contas do plano',
          type: 'array',
          uniqueItems: true,
          maxItems: 200,
          items: { title: 'Conta', type: 'string', minLength: 1, maxLength: 40 },
        },
      },
    },
  },
  default: [
    { code: '31.110', accounts: ['4.3.3.1.01'] },
    { code: '31.210', accounts: ['4.3.3.1.02'] },
    {
      code: '31.120',
      accounts: ['4.3.3.1.03', '4.4.2.1.01', '4.4.2.1.02', '4.4.2.1.03', '4.4.2.1.04'],
    },
    { code: '31.220', accounts: [] },
    { code: '11.280', accounts: ['1.1.2.9.1.01'] },
    { code: '46.100', accounts: ['3.4.1.1.1.01'] },
    { code: '46.200', accounts: ['3.4.3.1.1.01'] },
    { code: '21.220', accounts: ['2.2.2.1.1.01'] },
    { code: '41.100.000.501', accounts: ['3.3.3.1.1.01'] },
  ] as unknown as Json,
  because:
    'Manual Acertar (2017): composição de FN001 a FN005, FN016, FN019 e FN037 pelas contas AESBE.',
  validate: (value) =>
    repeated(value as unknown as AesbeAccount[]).map((account) => ({
      code: 'accounting_account_mapped_twice',
      severity: 'critical' as const,
      path: '',
      message: `A conta ${account} está em mais de uma conta AESBE: somaria duas vezes.`,
    })),
}

export const natureParameters: readonly Parameter[] = [natures, aesbe]
