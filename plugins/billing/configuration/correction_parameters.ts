import { authorityParameter } from '#core/actions/index'
import type { Parameter } from '#core/configuration/index'

const PERCENT = String.raw`^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$`

export const CANCEL_AUTHORITY = 'billing.cancel_authority'
export const CORRECT_AUTHORITY = 'billing.correct_authority'

/** Value of the parameter `billing.leak_rule`. */
export interface LeakRule {
  readonly method: 'percent' | 'average' | 'both'
  readonly months: number
  readonly average_within_ceiling: boolean
}

export const CORRECTION_WATCH = 'billing.correction_watch'

/** Value of the parameter of the watch over corrections; 0: no alert. */
export interface CorrectionWatch {
  readonly per_user: number
  readonly per_reason: number
}

const limit = (title: string) => ({ title, type: 'integer', minimum: 0, maximum: 10_000 })

const watch: Parameter = {
  key: CORRECTION_WATCH,
  title: 'Vigilância sobre cancelamentos e correções de faturas',
  help: 'Quantos cancelamentos, ou quantas correções, um usuário ou um motivo pode ter num dia sem que os responsáveis sejam avisados. Zero: não avisa.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['per_user', 'per_reason'],
    properties: {
      per_user: limit('De um usuário, por dia'),
      per_reason: limit('De um motivo, por dia'),
    },
  },
  default: { per_user: 20, per_reason: 50 },
  because: 'Padrão do produto, até que o controle interno do prestador fixe os seus limites.',
}

const dueDays: Parameter = {
  key: 'billing.correction_due_days',
  title: 'Prazo de pagamento da fatura corrigida',
  help: 'Dias, no mínimo, entre a correção e o vencimento da nova versão. Um vencimento que ainda está mais longe fica como está.',
  schema: { type: 'integer', minimum: 1, maximum: 60 },
  default: 5,
  unit: 'dias',
  because: 'Padrão do produto: quem recebe outra fatura tem tempo de pagá-la.',
}

const ceiling = (key: `${string}.${string}`, of: string): Parameter => ({
  key,
  title: `Desconto máximo por vazamento de ${of}`,
  help: `Quanto do valor de ${of} pode ser descontado, em porcentagem, quando se comprova um vazamento. O outro serviço tem o seu próprio limite.`,
  schema: { type: 'string', pattern: PERCENT },
  default: '70',
  unit: '%',
  because: 'Padrão do produto: 70 %, até que o regulamento do prestador diga outro.',
})

const leakRule: Parameter = {
  key: 'billing.leak_rule',
  title: 'Regra do desconto por vazamento',
  help: 'Se quem atende informa uma porcentagem, se a fatura é refeita pelo consumo médio dos últimos meses, ou se escolhe entre as duas.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['method', 'months', 'average_within_ceiling'],
    properties: {
      method: {
        title: 'Regra',
        enum: ['percent', 'average', 'both'],
        enumTitles: ['Porcentagem', 'Consumo médio', 'Escolhe-se a cada caso'],
      },
      months: { title: 'Meses da média', type: 'integer', minimum: 1, maximum: 12 },
      average_within_ceiling: {
        title: 'O desconto pela média também respeita os limites',
        type: 'boolean',
      },
    },
  },
  default: { method: 'both', months: 6, average_within_ceiling: false },
  because: 'Padrão do produto: porcentagem até o limite, ou a média dos últimos seis meses.',
}

const proofDays: Parameter = {
  key: 'billing.proof_days',
  title: 'Espera pela confirmação do banco',
  help: 'Por quantos dias uma fatura com pagamento comprovado espera o registro do banco. Sem ele, volta a ficar pendente.',
  schema: { type: 'integer', minimum: 1, maximum: 60 },
  default: 5,
  unit: 'dias',
  because: 'Padrão do produto: os arquivos dos bancos chegam em até cinco dias.',
}

const cancelAuthority: Parameter = authorityParameter({
  key: CANCEL_AUTHORITY,
  title: 'Alçada para cancelar faturas',
  help: 'Até que valor de fatura cada perfil cancela sozinho, em centavos. Acima disso o pedido vai para quem tem alçada.',
  because: 'Padrão do produto: sem limite, até que o prestador o defina.',
})

const correctAuthority: Parameter = authorityParameter({
  key: CORRECT_AUTHORITY,
  title: 'Alçada para corrigir faturas',
  help: 'Em quanto cada perfil muda sozinho o valor de uma fatura (leitura, consumo, serviços, cadastro ou desconto por vazamento), para mais ou para menos, em centavos. Acima disso o pedido vai para quem tem alçada.',
  because: 'Padrão do produto: sem limite, até que o prestador o defina.',
})

export default [
  dueDays,
  watch,
  ceiling('billing.leak_max_water_percent', 'água'),
  ceiling('billing.leak_max_sewage_percent', 'esgoto'),
  leakRule,
  proofDays,
  cancelAuthority,
  correctAuthority,
] as readonly Parameter[]
