import type { Account, AccountClass, Chart, Purpose } from './chart.ts'

type Row = readonly [
  code: string,
  title: string,
  purpose?: Purpose | null,
  nature?: Account['nature'],
]

const NATURES: Readonly<Record<AccountClass, Account['nature']>> = {
  asset: 'debit',
  expense: 'debit',
  liability: 'credit',
  revenue: 'credit',
  control: 'debit',
}

const CLASSES: readonly (readonly [AccountClass, readonly Row[]])[] = [
  [
    'asset',
    [
      ['1', 'Ativo'],
      ['1.1', 'Ativo circulante'],
      ['1.1.1', 'Caixa e equivalentes de caixa'],
      ['1.1.1.1', 'Caixa e equivalentes de caixa em moeda nacional'],
      ['1.1.1.1.1', 'Caixa e equivalentes de caixa em moeda nacional: consolidação'],
      ['1.1.1.1.1.19', 'Bancos conta movimento: arrecadação', 'cash'],
      ['1.1.1.1.1.50', 'Valores em trânsito: arrecadação a creditar', 'cash'],
      ['1.1.2', 'Créditos a curto prazo'],
      ['1.1.2.2', 'Clientes'],
      ['1.1.2.2.1', 'Clientes: consolidação'],
      ['1.1.2.2.1.01', 'Clientes: faturas a receber', 'receivables'],
      ['1.1.2.2.1.02', 'Clientes: parcelamentos a faturar', 'receivables'],
      ['1.1.2.9', '(−) Ajuste de perdas de créditos a curto prazo', null, 'credit'],
      ['1.1.2.9.1', '(−) Ajuste de perdas de créditos a curto prazo: consolidação', null, 'credit'],
      [
        '1.1.2.9.1.01',
        '(−) Ajuste de perdas de clientes: faturas a receber',
        'loss_allowance',
        'credit',
      ],
      ['1.1.3', 'Demais créditos e valores a curto prazo'],
      ['1.1.3.2', 'Tributos a recuperar ou compensar'],
      ['1.1.3.2.1', 'Tributos a recuperar ou compensar: consolidação'],
      ['1.1.3.2.1.01', 'Tributos retidos na fonte por órgãos pagadores', 'withheld_taxes'],
      ['1.2', 'Ativo não circulante'],
      ['1.2.1', 'Ativo realizável a longo prazo'],
      ['1.2.1.1', 'Créditos a longo prazo'],
      ['1.2.1.1.1', 'Créditos a longo prazo: consolidação'],
      ['1.2.1.1.1.05', 'Dívida ativa não tributária', 'receivables'],
    ],
  ],
  [
    'liability',
    [
      ['2', 'Passivo e patrimônio líquido'],
      ['2.1', 'Passivo circulante'],
      ['2.1.8', 'Demais obrigações a curto prazo'],
      ['2.1.8.8', 'Valores restituíveis'],
      ['2.1.8.8.1', 'Valores restituíveis: consolidação'],
      ['2.1.8.8.1.01', 'Valores de terceiros faturados, a arrecadar', 'third_parties'],
      ['2.1.8.8.1.02', 'Valores de terceiros arrecadados, a repassar', 'third_parties'],
      ['2.1.8.9', 'Outras obrigações a curto prazo'],
      ['2.1.8.9.1', 'Outras obrigações a curto prazo: consolidação'],
      [
        '2.1.8.9.1.01',
        'Créditos de usuários por pagamento a maior ou em dobro',
        'customer_credits',
      ],
      ['2.1.8.9.1.02', 'Recebimentos a identificar', 'customer_credits'],
      ['2.3', 'Patrimônio líquido'],
      ['2.3.7', 'Resultados acumulados'],
      ['2.3.7.1', 'Superávits ou déficits acumulados'],
      ['2.3.7.1.1', 'Superávits ou déficits acumulados: consolidação'],
      ['2.3.7.1.1.01', 'Saldos de abertura do sistema anterior'],
    ],
  ],
  [
    'expense',
    [
      ['3', 'Variação patrimonial diminutiva'],
      ['3.6', 'Desvalorização e perda de ativos e incorporação de passivos'],
      ['3.6.1', 'Reavaliação, redução a valor recuperável e ajuste para perdas'],
      ['3.6.1.7', 'Ajuste para perdas em créditos e em investimentos'],
      ['3.6.1.7.1', 'Ajuste para perdas em créditos e em investimentos: consolidação'],
      ['3.6.1.7.1.90', 'Ajuste para perdas em créditos de clientes', 'loss_expense'],
      ['3.6.5', 'Desincorporação de ativos'],
      ['3.6.5.1', 'Desincorporação de ativos: consolidação'],
      ['3.6.5.1.01', 'Diferenças de recebimento dispensadas', 'losses'],
      ['3.6.5.1.02', 'Descontos e dispensas de parcelamentos', 'losses'],
      ['3.6.5.1.03', 'Dívida ativa baixada sem recebimento', 'losses'],
    ],
  ],
  [
    'revenue',
    [
      ['4', 'Variação patrimonial aumentativa'],
      ['4.3', 'Exploração e venda de bens, serviços e direitos'],
      ['4.3.3', 'Exploração de bens, direitos e prestação de serviços'],
      ['4.3.3.1', 'Valor bruto da prestação de serviços'],
      ['4.3.3.1.01', 'Serviços de abastecimento de água', 'revenue'],
      ['4.3.3.1.02', 'Serviços de esgotamento sanitário', 'revenue'],
      ['4.3.3.1.03', 'Outros serviços', 'revenue'],
      ['4.3.3.1.05', 'Tarifa pela arrecadação de valores de terceiros'],
      ['4.4', 'Variações patrimoniais aumentativas financeiras'],
      ['4.4.2', 'Juros e encargos de mora'],
      ['4.4.2.1', 'Juros e encargos de mora sobre fornecimento de serviços'],
      ['4.4.2.1.01', 'Multas por atraso de usuários', 'late_revenue'],
      ['4.4.2.1.02', 'Juros de mora de usuários', 'late_revenue'],
      ['4.4.2.1.03', 'Correção monetária de débitos de usuários', 'late_revenue'],
      ['4.4.2.1.04', 'Juros de parcelamentos de usuários', 'revenue'],
      ['4.9', 'Outras variações patrimoniais aumentativas'],
      ['4.9.7', 'Reversão de provisões e ajustes para perdas'],
      ['4.9.7.2', 'Reversão de ajustes para perdas'],
      ['4.9.7.2.1', 'Reversão de ajustes para perdas: consolidação'],
      ['4.9.7.2.1.01', 'Reversão de ajuste para perdas de créditos', 'loss_expense'],
    ],
  ],
  [
    'control',
    [
      ['7', 'Controles devedores'],
      ['7.3', 'Dívida ativa'],
      ['7.3.2', 'Controle da inscrição de créditos em dívida ativa'],
      ['7.3.2.1', 'Inscrição de créditos em dívida ativa'],
      ['7.3.2.1.01', 'Créditos inscritos em dívida ativa'],
      ['8', 'Controles credores', null, 'credit'],
      ['8.3', 'Execução da dívida ativa', null, 'credit'],
      ['8.3.2', 'Execução da inscrição de créditos em dívida ativa', null, 'credit'],
      ['8.3.2.1', 'Créditos inscritos em dívida ativa', null, 'credit'],
      ['8.3.2.1.01', 'Créditos inscritos em dívida ativa a receber', null, 'credit'],
    ],
  ],
]

const accounts = CLASSES.flatMap(([of, rows]) =>
  rows.map(([code, title, purpose = null, nature = NATURES[of]]): Account => ({
    code,
    title,
    class: of,
    nature,
    analytic: !rows.some(([other]) => other.startsWith(`${code}.`)),
    purpose,
  }))
)

/**
 * The accounts that the product's own rules name, in the shape of the federation's chart; the last levels are local.
 * @see STN, Plano de Contas Aplicado ao Setor Público (PCASP Estendido 2025)
 */
export const PCASP_CHART: Chart = {
  title: 'PCASP: contas do faturamento e da arrecadação',
  accounts,
}
