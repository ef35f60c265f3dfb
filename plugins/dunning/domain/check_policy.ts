import {
  type Policy,
  type PolicyStep,
  type StepKind,
  CUT_KINDS as CUTS,
  DUE,
  daysFromDue,
} from './policy.ts'

export interface PolicyIssue {
  readonly code: string
  readonly severity: 'critical' | 'warning'
  readonly path: string
  readonly message: string
}

const FORBIDDEN_DAYS: readonly string[] = ['friday', 'saturday', 'sunday']
const NOTICE_DAYS = 30
/** A cut is given up by each of these, whatever the utility would rather. */
const CUT_STOPS = ['payment', 'agreement', 'hold', 'holder_change'] as const
const STOP_WORDS: Readonly<Record<string, string>> = {
  payment: 'pagamento',
  agreement: 'acordo',
  hold: 'débito em processo',
  holder_change: 'mudança de titular',
}

type Told = Omit<PolicyIssue, 'severity' | 'path'>

/** Everything that makes a policy wrong, or laxer than the law: each names its article. */
export function checkPolicy(policy: Policy): PolicyIssue[] {
  return policy.steps.flatMap((step, index) =>
    [...placing(policy, step), ...cutting(policy, step), ...listing(policy, step)].map((told) => ({
      ...told,
      severity: 'critical' as const,
      path: `/steps/${index}`,
    }))
  )
}

function placing(policy: Policy, { id, after, title }: PolicyStep): Told[] {
  const twins = policy.steps.filter((one) => one.id === id)
  if (twins.length > 1) {
    return [
      { code: 'step_twice', message: `Duas etapas têm o código “${id}”: cada uma tem o seu.` },
    ]
  }
  if (after === DUE || daysFromDue(policy, id) !== null) return []
  return [
    {
      code: 'step_unplaced',
      message: `“${title}” conta de “${after}”, que não é etapa desta política ou depende dela mesma.`,
    },
  ]
}

/** The steps that come before one, the nearest first. */
function before(policy: Policy, step: PolicyStep, seen: readonly string[] = []): PolicyStep[] {
  const previous = policy.steps.find(({ id }) => id === step.after)
  if (!previous || seen.includes(previous.id)) return []
  return [previous, ...before(policy, previous, [...seen, step.id])]
}

function cutting(policy: Policy, step: PolicyStep): Told[] {
  const { kind, title, id } = step
  if (!CUTS.includes(kind)) return []
  const days = step.weekdays.filter((day) => FORBIDDEN_DAYS.includes(day))
  const notice = before(policy, step).find((one) => one.kind === 'notice')
  const missing = CUT_STOPS.filter((stop) => !step.stops.includes(stop))
  const lower = CUTS[CUTS.indexOf(kind) - 1]
  const apart = notice ? daysFromDue(policy, id)! - daysFromDue(policy, notice.id)! : 0
  return [
    ...(days.length || !step.weekdays.length
      ? [
          {
            code: 'cut_day',
            message: `“${title}”: o corte por inadimplência não começa em sexta-feira, sábado ou domingo, e a política diz em que dias começa (Lei 14.015/2020; Lei 13.460/2017, art. 6º, VII).`,
          },
        ]
      : []),
    ...(!notice || apart < NOTICE_DAYS
      ? [
          {
            code: 'cut_notice',
            message: `“${title}” precisa vir ${NOTICE_DAYS} dias ou mais depois de uma notificação de corte${notice ? `; vem ${apart}` : ', e não vem depois de nenhuma'} (Lei 11.445/2007, art. 40, § 2º).`,
          },
        ]
      : []),
    ...(missing.length
      ? [
          {
            code: 'cut_stops',
            message: `“${title}” precisa parar por ${missing.map((stop) => STOP_WORDS[stop]).join(', ')}: sem inadimplência de quem usa a água não há corte (Lei 11.445/2007, art. 40, V).`,
          },
        ]
      : []),
    ...(lower && !before(policy, step).some((one) => one.kind === lower)
      ? [
          {
            code: 'cut_order',
            message: `“${title}” precisa vir depois do nível de corte anterior: cada nível é feito sobre o outro.`,
          },
        ]
      : []),
  ]
}

const NOTIFYING: readonly StepKind[] = ['notice', 'extrajudicial', 'letter']

function listing(policy: Policy, step: PolicyStep): Told[] {
  const { kind, title } = step
  const earlier = before(policy, step).map((one) => one.kind)
  if (kind === 'bureau' && !earlier.some((one) => NOTIFYING.includes(one))) {
    return [
      {
        code: 'listing_notice',
        message: `“${title}” precisa vir depois de uma comunicação escrita ao devedor (CDC, art. 43, § 2º; Súmula 359 do STJ).`,
      },
    ]
  }
  if (kind === 'judicial' && !earlier.includes('register') && !earlier.includes('extrajudicial')) {
    return [
      {
        code: 'judicial_title',
        message: `“${title}” precisa vir depois da inscrição em dívida ativa (Lei 6.830/1980, art. 2º) ou, para quem não inscreve, de notificação extrajudicial.`,
      },
    ]
  }
  return []
}
