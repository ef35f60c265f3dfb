/** What a policy does to a debt, in the order in which the law lets it come. */
export const STEP_KINDS = [
  { value: 'reminder', label: 'Lembrete' },
  { value: 'letter', label: 'Carta de cobrança' },
  { value: 'notice', label: 'Notificação de corte' },
  { value: 'cut_1', label: 'Corte, 1º nível (cavalete)' },
  { value: 'cut_2', label: 'Corte, 2º nível (ramal)' },
  { value: 'cut_3', label: 'Corte, 3º nível (supressão)' },
  { value: 'extrajudicial', label: 'Notificação extrajudicial' },
  { value: 'bureau', label: 'Negativação' },
  { value: 'register', label: 'Inscrição em dívida ativa' },
  { value: 'judicial', label: 'Cobrança judicial' },
] as const

export const CHANNELS = [
  { value: 'paper', label: 'Papel' },
  { value: 'reader', label: 'Leiturista' },
  { value: 'message', label: 'Mensagem eletrônica' },
  { value: 'order', label: 'Ordem de serviço' },
  { value: 'file', label: 'Arquivo ou integração' },
] as const

export const STOPS = [
  { value: 'payment', label: 'Pagamento' },
  { value: 'agreement', label: 'Acordo' },
  { value: 'hold', label: 'Débito em processo' },
  { value: 'correction', label: 'Correção ou cancelamento' },
  { value: 'holder_change', label: 'Mudança de titular' },
  { value: 'block', label: 'Bloqueio do imóvel' },
] as const

export const WEEKDAYS = [
  { value: 'monday', label: 'Segunda-feira' },
  { value: 'tuesday', label: 'Terça-feira' },
  { value: 'wednesday', label: 'Quarta-feira' },
  { value: 'thursday', label: 'Quinta-feira' },
  { value: 'friday', label: 'Sexta-feira' },
  { value: 'saturday', label: 'Sábado' },
  { value: 'sunday', label: 'Domingo' },
] as const

export type StepKind = (typeof STEP_KINDS)[number]['value']

/** Who has to confirm a step before it is performed. */
export interface StepAuthority {
  readonly permission: string
  /** Only steps that ask for more than so many cents wait; zero: all of them. */
  readonly above_cents: number
}

/** One step of the way of a debt. */
export interface PolicyStep {
  readonly id: string
  readonly kind: StepKind
  readonly title: string
  /** Counted from the due date of the debt, or from another step of the policy. */
  readonly after: string
  readonly days: number
  readonly weekdays: readonly (typeof WEEKDAYS)[number]['value'][]
  readonly channel: (typeof CHANNELS)[number]['value']
  /** What each costs the utility, in cents. */
  readonly cost_cents: number
  readonly stops: readonly (typeof STOPS)[number]['value'][]
  readonly because: string
  /** Whom it is for: a condition on the facts of debtor and premise; who owes and has come to it, when absent. */
  readonly eligibility?: unknown
  /** Document type that is printed; that of its kind, when absent. */
  readonly document?: string | null
  /** Nobody has to confirm it, when absent. */
  readonly authority?: StepAuthority | null
}

export interface Policy {
  readonly title: string
  readonly steps: readonly PolicyStep[]
}

/** The due date of the debt, in `after`. */
export const DUE = 'due'

/** Days from the due date at which a step comes at the earliest; null: it hangs on nothing. */
export function daysFromDue(
  policy: Policy,
  id: string,
  seen: readonly string[] = []
): number | null {
  const step = policy.steps.find((one) => one.id === id)
  if (!step || seen.includes(id)) return null
  if (step.after === DUE) return step.days
  const before = daysFromDue(policy, step.after, [...seen, id])
  return before === null ? null : before + step.days
}

/** Steps that ask on paper: of two that have come to a debt, the later one alone is written. */
export const PAPER_KINDS: readonly StepKind[] = ['reminder', 'letter', 'extrajudicial']
export const NOTICE_KINDS: readonly StepKind[] = ['notice']
export const CUT_KINDS: readonly StepKind[] = ['cut_1', 'cut_2', 'cut_3']

/** Going to court is decided by somebody, whatever the policy leaves out. */
export const SUE = 'dunning.sue'

/** Who confirms a step of some amount; null: it is performed without asking anybody. */
export function authorityOf(step: PolicyStep, cents: bigint): string | null {
  const { kind, authority } = step
  if (authority && cents > BigInt(authority.above_cents)) return authority.permission
  return kind === 'judicial' ? (authority?.permission ?? SUE) : null
}
